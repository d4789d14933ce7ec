import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import { MOST_ATTACHED } from '../../../kernel/shapes/card.ts'
import { type Choice, type Field, type Form, hintOfList, hintOfSecret } from '../../../kernel/shapes/form.ts'
import { cut, visible } from '../../../kernel/words/text.ts'
import { ROOM_TYPES } from '../server.ts'
import { label } from './words.ts'

/** docs: components/reference, "Label", "Text Input", "String Select", "Radio Group". */
const MOST = { title: 45, label: 45, description: 100, text: 4_000, choice: 100, placeholder: 100 }
const RADIO = { least: 2, most: 4 }

/** A form as a modal. Where a choice is among few, all of them are seen at once. */
export function drawModal({ token, title, fields }: Form): APIModalInteractionResponseCallbackData {
  return { custom_id: token, title: label(title, MOST.title), components: fields.map(drawField) }
}

function drawField(field: Field): APILabelComponent {
  const hint = field.kind === 'secret' ? hintOfSecret(field.hint) : hintOfList(field)
  return {
    type: ComponentType.Label,
    label: label(field.label, MOST.label),
    ...(hint && { description: label(hint, MOST.description) }),
    component: drawControl(field),
  }
}

function drawControl(field: Field): APILabelComponent['component'] {
  const shared = { custom_id: field.name, required: field.required }
  const choices = field.choices ?? []
  const fits = choices.length > 0 && choices.every(({ value }) => value.length <= MOST.choice)
  if (field.kind === 'select' && fits) return drawChoices(field, choices)
  if (field.kind === 'many' && fits) return drawMany(field, choices)
  if (field.kind === 'channel')
    return {
      ...shared,
      type: ComponentType.ChannelSelect,
      channel_types: [...ROOM_TYPES],
      ...chosen(field.value, /^<#(\d+)>$/, SelectMenuDefaultValueType.Channel),
    }
  if (field.kind === 'person')
    return {
      ...shared,
      type: ComponentType.MentionableSelect,
      ...(field.value?.startsWith('<@&')
        ? chosen(field.value, /^<@&(\d+)>$/, SelectMenuDefaultValueType.Role)
        : chosen(field.value, /^<@!?(\d+)>$/, SelectMenuDefaultValueType.User)),
    }
  if (field.kind === 'file')
    return { ...shared, type: ComponentType.FileUpload, min_values: field.required ? 1 : 0, max_values: MOST_ATTACHED }
  const value = cut(visible(field.value ?? ''), MOST.text)
  return {
    ...shared,
    type: ComponentType.TextInput,
    style: field.kind === 'long' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    max_length: MOST.text,
    ...(value && { value }),
    ...(field.kind === 'date' && { placeholder: '2026-12-02, tomorrow or friday' }),
  }
}

const optionsOf = (choices: readonly Choice[], before: readonly (string | undefined)[]) =>
  choices.map(({ value, label: words, detail }) => ({
    value,
    label: label(words, MOST.choice),
    ...(detail && { description: label(detail, MOST.choice) }),
    ...(before.includes(value) && { default: true }),
  }))

function drawMany({ name, required, value }: Field, choices: readonly Choice[]): APILabelComponent['component'] {
  const options = optionsOf(choices, value?.split(' ') ?? [])
  const amounts = { min_values: required ? 1 : 0, max_values: options.length }
  return { custom_id: name, required, type: ComponentType.StringSelect, options, ...amounts }
}

function drawChoices(field: Field, choices: readonly Choice[]): APILabelComponent['component'] {
  const shared = { custom_id: field.name, required: field.required }
  const options = optionsOf(choices, [field.value])
  const few = options.length >= RADIO.least && options.length <= RADIO.most
  return few
    ? { ...shared, type: ComponentType.RadioGroup, options }
    : { ...shared, type: ComponentType.StringSelect, options, min_values: field.required ? 1 : 0, max_values: 1 }
}

/** What was chosen before, as the select shows it. */
function chosen<T extends SelectMenuDefaultValueType>(value: string | undefined, form: RegExp, type: T) {
  const id = form.exec(value ?? '')?.[1]
  return id ? { default_values: [{ id, type }] } : {}
}

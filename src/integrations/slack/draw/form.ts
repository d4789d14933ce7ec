import type { types } from '@slack/bolt'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import { MOST_ATTACHED } from '../../../kernel/shapes/card.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import { type Field, type Form, hintOfSecret, isDay } from '../../../kernel/shapes/form.ts'
import { cut, visible } from '../../../kernel/words/text.ts'
import { drawCard, type Manner } from './card.ts'
import { drawLookedUp, drawOption } from './suggestions.ts'
import { type Block, plainTextElement, rich, richText } from './words.ts'

export type Modal = types.ModalView

/** Every modal of ours; what it is stands in its metadata. */
export const FORM = 'form'
/** The action id of every field; its block id is the field's name. */
export const VALUE = 'value'

/** Where a modal was opened: the room it speaks in, and the token that names what it asks. */
export type ModalPlace = {
  channel: string
  thread?: string
  token?: string
  /** From the Home tab: there is no room before the reader's eyes, so the modal itself answers. */
  home?: boolean
}

/** A form as a modal; `notice` is a sentence above the fields. */
export function drawForm(form: Form, place: ModalPlace, notice?: string): Modal {
  return {
    ...frame(form.title, { ...place, token: form.token }),
    submit: plainTextElement(form.submit, 24),
    close: plainTextElement('Cancel', 24),
    blocks: [...(notice ? says(`⚠️ ${notice}`) : []), ...form.fields.map(drawField)],
  }
}

/** A sentence as a modal. */
export function drawSentenceModal(title: string, text: string, place: ModalPlace): Modal {
  return { ...frame(title, place), close: plainTextElement('Close', 24), blocks: says(text) }
}

/** What is shown before the form is ready: a trigger lives three seconds. */
export function drawOpening(place: ModalPlace): Modal {
  return drawSentenceModal('Waybill', 'Opening…', place)
}

/** A card as a modal. */
export function drawCardModal(card: Drawn, place: ModalPlace, manner: Manner = { filesAt: 'Not shown here' }): Modal {
  return { ...frame('Waybill', place), close: plainTextElement('Close', 24), blocks: drawCard(card, manner) }
}

/** Any answer as a modal, for where there is no room to say it in. */
export function drawAnswerModal(answer: Answer, place: ModalPlace, manner?: Manner): Modal {
  switch (answer.kind) {
    case 'form':
      return drawForm(answer.form, place)
    case 'errors':
      return drawForm(answer.form, place, Object.values(answer.errors).join(' '))
    case 'shown':
      return drawCardModal(answer.card, place, manner)
    case 'said':
      return drawSentenceModal('Done', answer.text, place)
    case 'refused':
      return drawSentenceModal('Not done', answer.text, place)
  }
}

/** Where a modal of ours was opened. @throws SyntaxError when the metadata is not ours. */
export function readPlace(metadata: string): ModalPlace {
  const { c, s, t, h } = JSON.parse(metadata || '{}') as { c?: string; s?: string; t?: string; h?: 1 }
  return { channel: c ?? '', ...(s && { thread: s }), ...(t && { token: t }), ...(h && { home: true }) }
}

function frame(title: string, { channel, thread, token, home }: ModalPlace) {
  const metadata = { c: channel, s: thread, t: token, h: home ? 1 : undefined }
  return {
    type: 'modal' as const,
    callback_id: FORM,
    private_metadata: JSON.stringify(metadata),
    title: plainTextElement(title, 24),
  }
}

function says(text: string): Block[] {
  return rich([richText(text, 3_000)])
}

function drawField(field: Field): types.InputBlock {
  const { name, label, required } = field
  const hint = field.kind === 'secret' ? hintOfSecret(field.hint) : field.hint
  return {
    type: 'input',
    block_id: name,
    label: plainTextElement(label, 150),
    ...(hint && { hint: plainTextElement(hint, 300) }),
    optional: !required,
    element: drawInput(field),
  }
}

/** Slack's limits: 100 options of 75, texts of 3,000. */
function drawInput(field: Field): types.InputBlock['element'] {
  return drawLookedUp(field, VALUE) ?? drawPlainInput(field)
}

function drawPlainInput({ kind, value, choices = [] }: Field): types.InputBlock['element'] {
  const id = { action_id: VALUE }
  if (kind === 'select' && choices.every(one => one.value.length <= 75)) {
    const options = choices.map(one => ({ text: plainTextElement(one.label, 75), value: one.value }))
    const chosen = options.find(one => one.value === value)
    return { ...id, type: 'static_select', options, ...(chosen && { initial_option: chosen }) }
  }
  if (kind === 'many') {
    const options = choices.map(drawOption)
    const before = options.filter(one => value?.split(' ').includes(one.value))
    return { ...id, type: 'multi_static_select', options, ...(before.length > 0 && { initial_options: before }) }
  }
  if (kind === 'date' && (!value || isDay(value)))
    return { ...id, type: 'datepicker', ...(value && { initial_date: value }) }
  if (kind === 'person')
    return { ...id, type: 'users_select', ...(/^[UW]\w+$/.test(value ?? '') && { initial_user: value ?? '' }) }
  if (kind === 'channel')
    return {
      ...id,
      type: 'conversations_select',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(/^[CG]\w+$/.test(value ?? '') && { initial_conversation: value ?? '' }),
    }
  if (kind === 'file') return { ...id, type: 'file_input', max_files: MOST_ATTACHED }
  // Numbers are typed as text: what cannot be read is then answered in words next to the field.
  const text = value && { initial_value: cut(visible(value), 3_000) }
  return { ...id, type: 'plain_text_input', multiline: kind === 'long', max_length: 3_000, ...text }
}

import { isObject } from '../json.ts'
import { boolean, list, object, oneOf, type Rule, string, url } from './schema.ts'

/** docs.slack.dev/reference/block-kit/composition-objects: a text is 1–3,000 characters where nothing else is said. */
const type = oneOf('plain_text', 'mrkdwn')

export const plainText = (max = 3000): Rule => text(['plain_text'], max)
export const anyText = (max = 3000): Rule => text(['plain_text', 'mrkdwn'], max)

function text(types: string[], max: number): Rule {
  const fields = object({ type, text: string({ min: 1, max }) }, { emoji: boolean, verbatim: boolean })
  return (value, at, to) => {
    fields(value, at, to)
    if (!isObject(value)) return
    if (!types.includes(String(value.type))) to.add(`must be one of: ${types.join(', ')}`, `${at}/type`)
    if (value.type === 'mrkdwn' && 'emoji' in value) to.add('invalid additional property: emoji', at)
    if (value.type === 'plain_text' && 'verbatim' in value) to.add('invalid additional property: verbatim', at)
  }
}

/** Title 100, text 300, buttons 30 (composition-objects/confirmation-dialog-object). */
export const confirm = object(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
)

/** Text and description 75; a value of 75 as @slack/types 3.2 has it, though a newer page speaks of 150. */
const optionOf = (label: Rule, description: Rule): Rule =>
  object({ text: label, value: string({ min: 1, max: 75 }) }, { description, url: url(3000) })
export const option = optionOf(plainText(75), plainText(75))
/** Radio buttons and checkboxes may carry mrkdwn. */
export const richOption = optionOf(anyText(75), anyText(75))

/** Either `options` or `option_groups`, each with 100 at most (block-elements/select-menu-element). */
export const choices: Record<string, Rule> = {
  options: list(option, { min: 1, max: 100 }),
  option_groups: list(object({ label: plainText(75), options: list(option, { min: 1, max: 100 }) }), {
    min: 1,
    max: 100,
  }),
}

/** A start must be one of the options to the letter. */
export const startsAmong: Rule = (value, at, to) => {
  if (!isObject(value)) return
  const groups = Array.isArray(value.option_groups) ? value.option_groups : []
  const offered = [value.options, ...groups.map(group => isObject(group) && group.options)].flatMap(options =>
    Array.isArray(options) ? options : [],
  )
  if (offered.length === 0) to.add('missing required field: options', at)
  if (value.options && value.option_groups) to.add('must provide only one of options, option_groups', at)
  const known = offered.map(one => (isObject(one) ? `${one.value}` : ''))
  const starts = [value.initial_option, value.initial_options].flat().filter(isObject)
  for (const start of starts)
    if (!known.includes(`${start.value}`)) to.add('must match one of the options', `${at}/initial_option`)
}

export const actionId = string({ min: 1, max: 255 })
export const placeholder = plainText(150)

export const acts = { action_id: actionId, focus_on_load: boolean }

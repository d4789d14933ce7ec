import type { Sent } from './files.ts'
import { type Json, list, record } from './json.ts'
import type { Block } from './messages.ts'

/** `state.values`: block id → action id → what the field holds (docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
export type State = Record<string, Record<string, Json>>
export type Typed = string | readonly string[] | readonly Sent[] | null
export type Option = { text: Json & { text: string }; value: string }

/** What each kind of element holds, and where it takes its start from. */
const holds: Record<string, readonly [key: string, initial: string]> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  file_input: ['files', 'initial_files'],
}

export const isStateful = (element: Json): boolean => String(element.type) in holds

export const optionsOf = (element: Json): Option[] =>
  [...list(element.options), ...list(element.option_groups).flatMap(group => list(group.options))] as Option[]

/** Every element of a block that a person can touch. */
export const elementsOf = (block: Block): Json[] =>
  [...list(block.elements), record(block.element), record(block.accessory)].filter(
    element => typeof element.action_id === 'string',
  )

function initial(element: Json): Json {
  const [key, from] = holds[String(element.type)] ?? ['value', 'initial_value']
  return { type: element.type, [key]: element[from] ?? (key === 'selected_options' || key === 'files' ? [] : null) }
}

/** The fields of a view as they start; what was typed stays where block and action keep their ids. */
export function startState(blocks: readonly Block[], before: State = {}): State {
  const state: State = {}
  for (const block of blocks)
    for (const element of elementsOf(block).filter(isStateful)) {
      const actionId = String(element.action_id)
      const kept = before[block.block_id]?.[actionId]
      state[block.block_id] = {
        ...state[block.block_id],
        [actionId]: kept && kept.type === element.type ? kept : initial(element),
      }
    }
  return state
}

export function shownValue(value: Json | undefined): string | null {
  if (!value) return null
  const [key] = holds[String(value.type)] ?? ['value']
  const held = value[key]
  if (held === null || held === undefined) return null
  if (key === 'selected_option') return (held as Option).text.text
  if (key === 'files') return (held as Json[]).map(file => String(file.name ?? file.id)).join(', ') || null
  if (key === 'selected_options') return (held as Option[]).map(option => option.text.text).join(', ') || null
  return String(held)
}

/** What the field holds once a person typed or chose; throws where the screen would not let them. */
export function filled(element: Json, typed: Typed, offered: readonly Option[] = optionsOf(element)): Json {
  const type = String(element.type)
  const [key] = holds[type] ?? ['value']
  if (typed === null || typed === '') return { ...initial({ type }) }
  const choose = (wanted: string): Option => {
    const option = offered.find(({ text }) => text.text === wanted) ?? offered.find(({ value }) => value === wanted)
    if (option) return option
    throw new Error(`“${wanted}” is not offered, only ${offered.map(({ text }) => `“${text.text}”`).join(', ')}`)
  }
  if (key === 'selected_options') return { type, [key]: [typed].flat().map(one => choose(String(one))) }
  if (typeof typed !== 'string') throw new Error(`${type} takes one value`)
  if (key === 'selected_option') return { type, [key]: choose(typed) }
  if (type === 'datepicker' && !/^\d{4}-\d{2}-\d{2}$/.test(typed)) throw new Error(`${typed} is no day of a datepicker`)
  if (type === 'timepicker' && !/^\d{2}:\d{2}$/.test(typed)) throw new Error(`${typed} is no time of a timepicker`)
  if (type === 'datetimepicker') return { type, [key]: Number(typed) }
  return { type, [key]: typed }
}

/** What Slack's own form says before anything is sent, or null. */
export function clientError(element: Json, value: Json, optional: boolean): string | null {
  const text = shownValue(value) ?? ''
  if (text === '') return optional ? null : 'Please complete this required field.'
  const least = Number(element.min_length ?? 0)
  const most = Number(element.max_length ?? 3000)
  if (element.type === 'plain_text_input') {
    if (text.length < least) return `Please enter at least ${least} characters.`
    if (text.length > most) return `Please enter no more than ${most} characters.`
    if (element.multiline !== true && text.includes('\n')) return 'This field takes one line.'
  }
  if (element.type === 'file_input' && (value.files as Json[]).length > Number(element.max_files ?? 10))
    return `You can upload ${element.max_files ?? 10} files at most.`
  if (element.type === 'number_input') {
    const number = Number(text)
    if (Number.isNaN(number) || (element.is_decimal_allowed !== true && !Number.isInteger(number)))
      return 'Please enter a valid number.'
    if (element.min_value !== undefined && number < Number(element.min_value)) return `At least ${element.min_value}.`
    if (element.max_value !== undefined && number > Number(element.max_value)) return `At most ${element.max_value}.`
  }
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text)) return 'Please enter a valid email address.'
  if (element.type === 'url_text_input' && !URL.canParse(text)) return 'Please enter a valid URL.'
  return null
}

import type { types } from '@slack/bolt'
import type { Choice, Field } from '../../../kernel/shapes/form.ts'
import { plainTextElement } from './words.ts'

/** Slack's limit for an option's value, and for its words. */
const MOST_OPTION = 75
/** Most options that Slack shows at once. */
const MOST_OPTIONS = 100

/** A choice as an option. */
export function drawOption({ value, label, detail }: Choice): types.PlainTextOption & { value: string } {
  return { text: plainTextElement([label, detail].filter(Boolean).join(' · '), MOST_OPTION), value }
}

/** A field whose values are looked up while one types; null for any other, and where what it holds fits no option. */
export function drawLookedUp(field: Field, action_id: string): types.InputBlock['element'] | null {
  const { suggests, value = '', choices = [] } = field
  if (!suggests) return null
  const held = suggests === 'one' ? [value.trim()] : value.split(' ')
  const before = held
    .filter(text => text !== '')
    .map(text => drawOption(choices.find(choice => choice.value === text) ?? { value: text, label: text }))
  if (before.length > MOST_OPTIONS || before.some(({ value }) => value.length > MOST_OPTION)) return null
  const shared = { action_id, min_query_length: 0, placeholder: plainTextElement('Type to find', 150) }
  const [first] = before
  if (suggests === 'one') return { ...shared, type: 'external_select', ...(first && { initial_option: first }) }
  return { ...shared, type: 'multi_external_select', ...(first && { initial_options: before }) }
}

/**
 * The options for what was typed: what was found, and last what was typed itself, for it may be right all the same.
 * What is too long for one option comes in parts where several can be chosen.
 */
export function drawSuggestions(
  found: readonly Choice[],
  typed: string,
  suggests: NonNullable<Field['suggests']>,
): types.PlainTextOption[] {
  const parts = inParts(typed)
  const own = suggests === 'one' && parts.length > 1 ? [] : parts
  const offered = found.filter(({ value }) => value.length > 0 && value.length <= MOST_OPTION)
  const unsaid = own.filter(part => !offered.some(({ value }) => value === part)).slice(0, MOST_OPTIONS)
  const asTyped = unsaid.map(part => ({ value: part, label: `“${part}”` }))
  return [...offered.slice(0, MOST_OPTIONS - asTyped.length), ...asTyped].map(drawOption)
}

/** Words that were typed, as many to a part as an option can hold; a longer word is left out. */
function inParts(typed: string): readonly string[] {
  const parts: string[] = []
  for (const word of typed.split(/\s+/).filter(one => one !== '' && one.length <= MOST_OPTION)) {
    const longer = [...parts.slice(-1), word].join(' ')
    if (parts.length > 0 && longer.length <= MOST_OPTION) parts[parts.length - 1] = longer
    else parts.push(word)
  }
  return parts
}

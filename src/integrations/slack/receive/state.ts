import type { Values } from '../../../kernel/shapes/form.ts'
import { VALUE } from '../draw/form.ts'
import type { SlackFile } from './attachments.ts'

/** What the fields of a modal hold, by block and action. */
export type State = Readonly<Record<string, Readonly<Record<string, StateValue>>>>
type StateValue = {
  value?: string | null
  selected_option?: { value: string } | null
  selected_options?: readonly { value: string }[] | null
  selected_date?: string | null
  selected_user?: string | null
  selected_conversation?: string | null
  files?: readonly SlackFile[]
}

/** What was filled in, by field. */
export function valuesOf(state: State): Values {
  const filled = Object.entries(state).flatMap(([field, elements]) => {
    const one = elements[VALUE]
    const value =
      one?.value ??
      one?.selected_option?.value ??
      one?.selected_options?.map(({ value }) => value).join(' ') ??
      one?.selected_date ??
      one?.selected_user ??
      one?.selected_conversation
    return value ? [[field, value] as const] : []
  })
  return Object.fromEntries(filled)
}

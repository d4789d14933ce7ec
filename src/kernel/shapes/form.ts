import type { Attachment } from './thread-message.ts'

export type Choice = { value: string; label: string; detail?: string }

/**
 * `channel` and `person`: the chat’s own picker where it has one, else typed. `file`: up to ten, of 8 MB each. `secret`: never with a value.
 * `many`: any of its choices; what is chosen comes as one text, apart by spaces.
 */
export type FieldKind =
  | 'text'
  | 'long'
  | 'select'
  | 'many'
  | 'date'
  | 'number'
  | 'channel'
  | 'person'
  | 'file'
  | 'secret'

export type Field = {
  name: string
  label: string
  kind: FieldKind
  hint?: string
  required: boolean
  value?: string
  /** For `file`: pictures are meant, which a phone takes. */
  photos?: true
  /** For `person`: one of the staff. */
  staff?: true
  /** For `select` and `many`: at most 25, Discord's limit. */
  choices?: readonly Choice[]
  /** More values than the choices can be looked up while one types, and one or several be chosen; any other may be typed. */
  suggests?: 'one' | 'several'
}

/** At most five fields: Discord's limit for a modal. `token` names what is asked when it is sent. */
export type Form = { token: string; title: string; submit: string; fields: readonly Field[] }

/** A form's words on a list of more than it can show, where a chat looks nothing up while one types. */
export function hintOfList({ kind, suggests, hint = '', choices = [] }: Field): string {
  const isCut = kind === 'many' && suggests !== undefined
  return isCut ? `${hint} These are the first ${choices.length}.`.trim() : hint
}

/** A form's words on a secret, where a chat has no field that hides what is typed. */
export const hintOfSecret = (hint = '') => `You see it while you type, and never again. ${hint}`.trim()

export const MOST_FIELDS = 5
export const MOST_CHOICES = 25

/** What a day's own picker can show; `tomorrow` is shown as it was typed. */
export const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)

/** What was typed into a form, keyed by field name. */
export type Values = Readonly<Record<string, string>>

/** The files that were chosen in a form, as they stand in the chat, keyed by field name. */
export type Sent = Readonly<Record<string, readonly Attachment[]>>

import type { Drawn } from './chat.ts'
import type { Form } from './form.ts'

/** What the asker privately gets back, on any chat. */
export type Answer =
  | { kind: 'said'; text: string }
  /** `apart`: where the chat can, it is shown beside the room (a modal), for nothing of it may stay in one. */
  | { kind: 'shown'; card: Drawn; privately?: true }
  | { kind: 'form'; form: Form }
  | { kind: 'refused'; text: string }
  | { kind: 'errors'; form: Form; errors: Readonly<Record<string, string>> }

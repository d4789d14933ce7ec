import type { Drawn } from './chat.ts'
import type { Form } from './form.ts'

/** What the asker privately gets back, on any chat. */
export type Answer =
  | { kind: 'said'; text: string }
  /** `apart`: where the chat can, it is shown outside the room (a modal), so that nothing stays in the room. */
  | { kind: 'shown'; card: Drawn; privately?: true }
  | { kind: 'form'; form: Form }
  /** `hides`: what was typed must not be shown again. */
  | { kind: 'refused'; text: string; hides?: true }
  | { kind: 'errors'; form: Form; errors: Readonly<Record<string, string>> }

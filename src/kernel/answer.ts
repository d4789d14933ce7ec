import type { Drawn } from './chat.ts'
import type { Form } from './form.ts'

/** What the asker privately gets back, on any chat. */
export type Answer =
  | { kind: 'said'; text: string }
  | { kind: 'shown'; card: Drawn }
  | { kind: 'form'; form: Form }
  | { kind: 'refused'; text: string }
  | { kind: 'errors'; form: Form; errors: Readonly<Record<string, string>> }

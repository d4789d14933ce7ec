/**
 * Somebody at a chat, and what they do there, in the same words on each. A chat has its own idea of a place, a card and
 * what comes back; where a person is in one room, or holds their forms in hand, `In` and `Form` say so.
 */
export type Person<In extends readonly unknown[], Card, Form extends readonly unknown[], Came> = {
  /** A command, as people type it: `/order show 1042`. */
  types(...line: [...In, text: string]): Promise<Came>
  /** A button that they see. */
  presses(card: Card, label: string): Promise<Came>
  /** Fills in the form before them, and sends it. */
  submits(...filled: [...Form, values: Record<string, string>]): Promise<Came>
}

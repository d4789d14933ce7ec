import type { Speaker } from './actor.ts'
import type { Answer } from './answer.ts'

/** One completion: `insert` replaces the whole text typed so far. */
export type Suggestion = { insert: string; label: string; detail?: string }

/** Where everything that people do arrives, whatever the chat. Never throws: refusals and bugs become answers. */
export interface Desk {
  /** A command as text: `/order forward 1042`, or the same after the bot's name. */
  typed(speaker: Speaker, text: string): Promise<Answer>
  /** A button was pressed. */
  pressed(speaker: Speaker, token: string): Promise<Answer>
  /** A form was sent; values are as typed, keyed by field name. */
  submitted(speaker: Speaker, token: string, values: Readonly<Record<string, string>>): Promise<Answer>
  /** What could follow the text typed so far. */
  suggest(speaker: Speaker, text: string): Promise<readonly Suggestion[]>
}

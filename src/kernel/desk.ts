import type { Speaker } from './actor.ts'
import type { Answer } from './answer.ts'
import type { Delivery } from './command.ts'
import type { Choice } from './form.ts'

/** What was typed into a form, keyed by field name. */
export type Values = Readonly<Record<string, string>>

/** One completion: `insert` replaces the whole text typed so far. */
export type Suggestion = { insert: string; label: string; detail?: string }

/**
 * Where everything that people do arrives, whatever the chat. Never throws: refusals and bugs become answers.
 * With a `delivery`, what is heard a second time under the same key is not done a second time.
 */
export interface Desk {
  /** A command as text: `/order forward 1042`, or the same after the bot's name. */
  typed(speaker: Speaker, text: string, delivery?: Delivery): Promise<Answer>
  /** A command with its arguments apart, as chats with typed commands send it. Where some are missing, a form opens. */
  asked(speaker: Speaker, command: string, input: Values, delivery?: Delivery): Promise<Answer>
  /** A button was pressed. */
  pressed(speaker: Speaker, token: string, delivery?: Delivery): Promise<Answer>
  /** Opens the form of a command, `known` filled in; without `asks` it asks for all that is not known. */
  opens(speaker: Speaker, command: string, known: Values, asks?: readonly string[]): Promise<Answer>
  /** A form was sent; values are as typed, keyed by field name. */
  submitted(speaker: Speaker, token: string, values: Values, delivery?: Delivery): Promise<Answer>
  /** Whether a button opens a form: a chat must know before it acknowledges. Null when the token is unknown. */
  opensForm(token: string): Promise<boolean | null>
  /** What could follow the text typed so far. */
  suggest(speaker: Speaker, text: string): Promise<readonly Suggestion[]>
  /** What could stand for one argument of a command, given what was typed of it and the other arguments known so far. */
  complete(speaker: Speaker, command: string, arg: string, typed: string, known: Values): Promise<readonly Choice[]>
}

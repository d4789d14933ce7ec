import type { Delivery } from '../asking/command.ts'
import type { Speaker } from '../shapes/actor.ts'
import type { Answer } from '../shapes/answer.ts'
import type { Choice, Sent, Values } from '../shapes/form.ts'
import type { OpenThread, ThreadMessage } from '../shapes/thread-message.ts'

/** One completion: `insert` replaces the whole text typed so far. */
export type Suggestion = { insert: string; label: string; detail?: string }

/**
 * Where everything that people do arrives, from every chat. Refusals and bugs become answers; only `overhears` throws.
 * With a `delivery`, what is heard a second time under the same key is not done a second time.
 */
export interface Desk {
  /** A command as text: `/order forward 1042`, or the same after the bot's name. */
  typed(speaker: Speaker, text: string, delivery?: Delivery): Promise<Answer>
  /** A command with its arguments apart, as chats with typed commands send it. Where some are missing, a form opens. */
  asked(speaker: Speaker, command: string, input: Values, delivery?: Delivery): Promise<Answer>
  /** A button was pressed. */
  pressed(speaker: Speaker, token: string, delivery?: Delivery): Promise<Answer>
  /**
   * Opens the form of a command, `known` filled in; without `asks` it asks for all that is not known.
   * @param prefilledFiles files that go with it, as they stand in the chat, keyed by field name: fetched when it is
   * sent.
   */
  opens(
    speaker: Speaker,
    command: string,
    known: Values,
    asks?: readonly string[],
    prefilledFiles?: Sent,
  ): Promise<Answer>
  /** A form was sent; values are as typed, keyed by field name, and so are the files that were chosen. */
  submitted(speaker: Speaker, token: string, values: Values, delivery?: Delivery, sent?: Sent): Promise<Answer>
  /** Something was written in a thread. Null when its author need not be notified. @throws to be sent again. */
  threadMessage(speaker: Speaker, what: ThreadMessage, delivery?: Delivery): Promise<Answer | null>
  /** The threads of a chat whose words cross, or the one with that root: what no event reported is read from them. */
  openThreads(chat: string, thread?: string): Promise<readonly OpenThread[]>
  /** Whether a button opens a form: a chat must know before it acknowledges. Null when the token is unknown. */
  opensForm(token: string): Promise<boolean | null>
  /** What could follow the text typed so far. */
  suggest(speaker: Speaker, text: string): Promise<readonly Suggestion[]>
  /** Suggestions for one argument of a command, given what was typed so far and the other arguments known so far. */
  complete(speaker: Speaker, command: string, arg: string, typed: string, known: Values): Promise<readonly Choice[]>
  /** The same for a field of the form that a token names; `values` are what its fields hold so far. */
  completeField(
    speaker: Speaker,
    token: string,
    field: string,
    typed: string,
    values: Values,
  ): Promise<readonly Choice[]>
}

import { asker } from '../asking/ask.ts'
import type { AnyCommand, Ask, Delivery } from '../asking/command.ts'
import { findToken } from '../asking/token.ts'
import { isAway } from '../ground/db.ts'
import { inSpan } from '../ground/trace.ts'
import type { Speaker } from '../shapes/actor.ts'
import type { Answer } from '../shapes/answer.ts'
import type { Sent, Values } from '../shapes/form.ts'
import { clean } from '../words/clean.ts'
import { Refusal } from '../words/refusal.ts'
import { apologise, report } from './apology.ts'
import { completer } from './completer.ts'
import type { Desk } from './desk.ts'
import { fetchFormFiles } from './fetch-form-files.ts'
import { fieldsAgain, fieldsAsked, filled, PREFILLED_FILES, wantsForm } from './form-for.ts'
import { argsOf, readLine, typedArgs } from './grammar.ts'
import { helpCard } from './help.ts'
import { openThreads } from './open-threads.ts'
import { receiveThreadMessage } from './receive-thread-message.ts'
import {
  answer,
  commandOf,
  type DeskParts,
  formOf,
  mayAsk,
  openForm,
  redeem,
  run,
  type Session,
  show,
} from './session.ts'
import { suggestFor } from './suggest.ts'

/** What anybody but staff reads in a channel that is nobody's room: staff are heard anywhere. */
const NOT_A_ROOM =
  'This channel is not connected to Waybill. Use the channel that you share with the shop, or ask the shop’s staff to connect this one.'

type Known = Readonly<Record<string, unknown>>
type Work = (session: Session) => Promise<Answer>

/** The front desk: turns what people typed, pressed and sent into asks, and the outcome into what they see. */
export function openDesk(parts: DeskParts): Desk {
  const ask = asker(parts)
  const sit = async (heard: Speaker, delivery: Delivery | undefined, work: Work, id?: string): Promise<Answer> => {
    try {
      const speaker = cleaned(heard)
      const pressed = id === undefined ? null : findToken(parts.db, cleaned(id))
      const [actor, token] = await Promise.all([parts.whoSpeaks(speaker), pressed])
      const roomId = 'roomId' in actor ? actor.roomId : null
      if (!roomId) throw new Refusal(NOT_A_ROOM)
      const once: Ask = (name, input, by) => ask(name, input, by, delivery)
      const session = { parts, ask: once, speaker, actor, roomId, token }
      return await inSpan('hear', { chat: speaker.chat }, () => work(session), token?.trace)
    } catch (error) {
      // What was kept is done when the database works again: nobody need ask twice.
      if (delivery?.source === 'inbox' && isAway(error)) throw error
      return apologise(parts, error)
    }
  }
  /** Completions that fail are none, for nobody waits for them. */
  const looked = async <T>(look: () => Promise<readonly T[]>): Promise<readonly T[]> =>
    look().catch(error => {
      report(parts, error)
      return []
    })
  const complete = async (heard: Speaker, name: string, key: string, typed: string, known: Known) => {
    const speaker = cleaned(heard)
    const command = Object.hasOwn(parts.commands, name) ? parts.commands[name] : undefined
    const arg = command && Object.fromEntries(argsOf(command))[key]
    const actor = await parts.whoSpeaks(speaker)
    if (!arg || !command.who.includes(actor.side)) return []
    return completer(parts, actor, speaker)(arg, cleaned(typed), known)
  }
  return {
    typed: (speaker, text, delivery) => sit(speaker, delivery, session => typed(session, cleaned(text))),
    pressed: (speaker, token, delivery) => sit(speaker, delivery, pressed, token),
    asked: (speaker, command, input, delivery) =>
      sit(speaker, delivery, session => asked(session, command, cleaned(input))),
    opens: (speaker, command, known, asks = [], prefilledFiles) =>
      sit(speaker, undefined, session =>
        openForm(
          session,
          command,
          { ...cleaned(known), ...(prefilledFiles && { [PREFILLED_FILES]: cleaned(prefilledFiles) }) },
          asks,
        ),
      ),
    submitted: (speaker, token, values, delivery, sent = {}) =>
      sit(speaker, delivery, at => submitted(at, cleaned(values), cleaned(sent)), token),
    threadMessage: (speaker, what, delivery) => receiveThreadMessage({ ...parts, ask }, speaker, what, delivery),
    openThreads: (chat, thread) => openThreads(parts, chat, thread),
    async opensForm(token) {
      const found = await findToken(parts.db, cleaned(token))
      return found && found.asks.length > 0
    },
    suggest: (heard, text) =>
      looked(async () => {
        const speaker = cleaned(heard)
        const actor = await parts.whoSpeaks(speaker)
        return suggestFor(cleaned(text), parts.commands, actor, completer(parts, actor, speaker))
      }),
    complete: (speaker, command, key, typed, known) =>
      looked(() => complete(speaker, command, key, typed, cleaned(known))),
    completeField: (speaker, id, key, typed, values) =>
      looked(async () => {
        const token = await findToken(parts.db, cleaned(id))
        if (!token || (token.user && token.user !== cleaned(speaker).user)) return []
        const known = { ...token.input, ...cleaned(values) }
        return complete(speaker, token.command, key, typed, known)
      }),
  }
}

/** What was understood of some words is shown again, with all that is not known. */
const asksAgain = (command: AnyCommand, known: Readonly<Record<string, unknown>>, unsure: string) => [
  unsure,
  ...fieldsAsked(command, known, []).map(([key]) => key),
]

/** What a chat heard, as the database can look for it and hold it. */
const cleaned = <T>(heard: T): T => clean(heard) as T

async function typed(session: Session, text: string): Promise<Answer> {
  const { parts, actor } = session
  const line = readLine(text, parts.commands, actor.side)
  if (line.kind === 'help') return show(session, helpCard(parts.commands, actor.side, line.noun, isNaming(session)))
  if (line.unsure) return openForm(session, line.name, line.input, asksAgain(line.command, line.input, line.unsure))
  if (wantsForm(line.command, line.input)) return openForm(session, line.name, line.input, [])
  return answer(session, line.name, await run(session, line.name, line.input))
}

async function asked(session: Session, name: string, given: Values): Promise<Answer> {
  const command = commandOf(session, name)
  if (command.hidden) throw new Refusal('Only Waybill itself can do that.')
  const input = filled(typedArgs(command), given)
  if (wantsForm(command, input)) return openForm(session, name, input, [])
  return answer(session, name, await run(session, name, input))
}

async function pressed(session: Session): Promise<Answer> {
  const token = redeem(session)
  const { greeting } = session.parts
  if (session.actor.side === 'stranger' && greeting) return answer(session, greeting, await run(session, greeting, {}))
  if (token.asks.length > 0) return openForm(session, token.command, token.input, token.asks)
  return answer(session, token.command, await run(session, token.command, token.input))
}

async function submitted(session: Session, values: Values, sent: Sent): Promise<Answer> {
  const token = redeem(session)
  const command = commandOf(session, token.command)
  await mayAsk(session, token.command, token.input)
  const fields = fieldsAsked(command, token.input, token.asks)
  // Files are what was sent, never what somebody says they are.
  const typed = fields.filter(([, { kind }]) => kind !== 'files')
  const { [PREFILLED_FILES]: _, ...before } = token.input
  const known = Object.entries(before).filter(([key]) => !typed.some(([asked]) => asked === key))
  let entered: Readonly<Record<string, string | readonly string[]>> = filled(typed, values)
  let skipped: readonly string[] = []
  try {
    const taken = await fetchFormFiles(files(session), fields, sent, token.input)
    entered = { ...entered, ...taken.ids }
    skipped = taken.skipped
    const input = { ...Object.fromEntries(known), ...entered }
    const outcome = await run(session, token.command, input)
    return await answer(session, token.command, { ...outcome, text: [outcome.text, ...skipped].join(' ') })
  } catch (error) {
    const field = error instanceof Refusal ? error.field?.split('.')[0] : undefined
    const input = { ...Object.fromEntries(known), ...entered }
    const wanted = field && fieldsAgain(command, fields, field, input)
    if (!(error instanceof Refusal) || !wanted) throw error
    const asks = wanted.map(([key]) => key)
    return {
      kind: 'errors',
      form: await formOf(session, token.command, input, asks),
      errors: { [field]: [error.message, ...skipped].join(' ') },
    }
  }
}

/** Whether the speaker's chat wants every argument with its name. */
const isNaming = ({ parts, speaker }: Session) => parts.chats.get(speaker.chat)?.namesArguments === true

const files = ({ parts, speaker }: Session) => ({ ...parts, chat: parts.chats.get(speaker.chat) })

import type { Actor, Speaker } from './actor.ts'
import type { Answer } from './answer.ts'
import { apologise, report } from './apology.ts'
import { asker, type House } from './ask.ts'
import type { Card } from './card.ts'
import type { Chat } from './chat.ts'
import { clean } from './clean.ts'
import type { AnyCommand, Ask, Delivery, Outcome } from './command.ts'
import type { Desk, Values } from './desk.ts'
import { fieldsAsked, formFor } from './form-for.ts'
import { argsOf, isRequired, readLine } from './grammar.ts'
import { helpCard } from './help.ts'
import type { Log } from './log.ts'
import { resolveNames } from './name.ts'
import { Refusal } from './refusal.ts'
import { findRoom } from './room.ts'
import { type Complete, type Completers, suggestFor } from './suggest.ts'
import { findToken, mintFor, press } from './token.ts'

export type DeskParts = House & {
  chats: ReadonlyMap<string, Chat>
  completers: Completers
  whoSpeaks: (speaker: Speaker) => Promise<Actor>
  log: Log
  /** What is asked on behalf of somebody unknown who presses a button. */
  greeting: string | null
  /** Counts a bug. */
  counted: () => void
}

type Known = Readonly<Record<string, unknown>>
type Work = (session: Session) => Promise<Answer>
type Session = { parts: DeskParts; ask: Ask; speaker: Speaker; actor: Actor; roomId: string }

/** The front desk: turns what people typed, pressed and sent into asks, and the outcome into what they see. */
export function openDesk(parts: DeskParts): Desk {
  const ask = asker(parts)
  const sit = async (heard: Speaker, delivery: Delivery | undefined, work: Work): Promise<Answer> => {
    try {
      const speaker = cleaned(heard)
      const actor = await parts.whoSpeaks(speaker)
      const room = await findRoom(parts.db, speaker.chat, speaker.channel)
      if (!room)
        throw new Refusal('This channel is not connected to Waybill. Staff can connect it with /supplier room.')
      const once: Ask = (name, input, by) => ask(name, input, by, delivery)
      return await work({ parts, ask: once, speaker, actor, roomId: room.id })
    } catch (error) {
      return apologise(parts, error)
    }
  }
  return {
    typed: (speaker, text, delivery) => sit(speaker, delivery, session => typed(session, cleaned(text))),
    pressed: (speaker, token, delivery) => sit(speaker, delivery, session => pressed(session, cleaned(token))),
    asked: (speaker, command, input, delivery) =>
      sit(speaker, delivery, session => asked(session, command, cleaned(input))),
    opens: (speaker, command, known, asks = []) =>
      sit(speaker, undefined, session => openForm(session, command, cleaned(known), asks)),
    submitted: (speaker, token, values, delivery) =>
      sit(speaker, delivery, at => submitted(at, cleaned(token), cleaned(values))),
    async opensForm(token) {
      const found = await findToken(parts.db, cleaned(token))
      return found && found.asks.length > 0
    },
    async suggest(heard, text) {
      try {
        const speaker = cleaned(heard)
        const actor = await parts.whoSpeaks(speaker)
        return await suggestFor(cleaned(text), parts.commands, actor, completer(parts, actor, speaker))
      } catch (error) {
        report(parts, error)
        return []
      }
    },
    async complete(heard, name, key, typed, known) {
      try {
        const speaker = cleaned(heard)
        const command = Object.hasOwn(parts.commands, name) ? parts.commands[name] : undefined
        const arg = command && Object.fromEntries(argsOf(command))[key]
        if (!arg) return []
        const actor = await parts.whoSpeaks(speaker)
        if (!command.who.includes(actor.side)) return []
        return await completer(parts, actor, speaker)(arg, cleaned(typed), cleaned(known))
      } catch (error) {
        report(parts, error)
        return []
      }
    },
  }
}

/** What a chat heard, as the database can look for it and hold it. */
const cleaned = <T>(heard: T): T => clean(heard) as T

async function typed(session: Session, text: string): Promise<Answer> {
  const { parts, actor } = session
  const line = readLine(text, parts.commands, actor.side)
  if (line.kind === 'help') return show(session, helpCard(parts.commands, actor.side, line.noun))
  if (line.missing.length > 0) return openForm(session, line.name, line.input, [])
  return answer(session, line.name, await run(session, line.name, line.input))
}

async function asked(session: Session, name: string, given: Values): Promise<Answer> {
  const command = commandOf(session, name)
  if (command.hidden) throw new Refusal('That is not for people to ask.')
  const input = filled(argsOf(command), given)
  const missing = argsOf(command).some(([key]) => !(key in input) && isRequired(command, key))
  return missing ? openForm(session, name, input, []) : answer(session, name, await run(session, name, input))
}

async function pressed(session: Session, id: string): Promise<Answer> {
  const token = await redeem(session, id)
  const { greeting } = session.parts
  if (session.actor.side === 'stranger' && greeting) return answer(session, greeting, await run(session, greeting, {}))
  if (token.asks.length > 0) return openForm(session, token.command, token.input, token.asks)
  return answer(session, token.command, await run(session, token.command, token.input))
}

async function submitted(session: Session, id: string, values: Values): Promise<Answer> {
  const token = await redeem(session, id)
  const command = commandOf(session, token.command)
  const fields = fieldsAsked(command, token.input, token.asks)
  const entered = filled(fields, values)
  const known = Object.entries(token.input).filter(([key]) => !fields.some(([asked]) => asked === key))
  try {
    const input = { ...Object.fromEntries(known), ...entered }
    return await answer(session, token.command, await run(session, token.command, input))
  } catch (error) {
    const field = error instanceof Refusal ? error.field?.split('.')[0] : undefined
    if (!(error instanceof Refusal) || !field || !fields.some(([key]) => key === field)) throw error
    const asks = fields.map(([key]) => key)
    const again = await formOf(session, token.command, { ...Object.fromEntries(known), ...entered }, asks)
    return { kind: 'errors', form: again, errors: { [field]: error.message } }
  }
}

async function run(session: Session, name: string, input: Known): Promise<Outcome> {
  const command = commandOf(session, name)
  return session.ask(name, await resolveNames(command, input, session.parts.chats, session.speaker.chat), session.actor)
}

async function openForm(session: Session, name: string, input: Known, asks: readonly string[]): Promise<Answer> {
  const command = commandOf(session, name)
  if (!command.who.includes(session.actor.side)) await session.ask(name, input, session.actor)
  return { kind: 'form', form: await formOf(session, name, input, asks) }
}

/** A form whose token, pressed, opens it again as it was filled in: for chats that must ask for a second press. */
async function formOf(session: Session, name: string, input: Known, asks: readonly string[]) {
  const command = commandOf(session, name)
  const fields = fieldsAsked(command, input, asks)
  const token = await mint(session, { command: name, input: { ...input }, asks: fields.map(([key]) => key) })
  return formFor(token, command, fields, input, complete(session))
}

async function answer(session: Session, name: string, outcome: Outcome): Promise<Answer> {
  if (!outcome.card) return { kind: 'said', text: outcome.text }
  const shown = await show(session, outcome.card)
  return commandOf(session, name).apart ? { ...shown, apart: true } : shown
}

async function show(session: Session, { buttons = [], ...card }: Card): Promise<Answer & { kind: 'shown' }> {
  const presses = []
  for (const button of buttons) {
    const meaning = { command: button.command, input: button.input, asks: button.asks ?? [] }
    presses.push(press(button, await mint(session, meaning)))
  }
  return { kind: 'shown', card: { ...card, presses } }
}

/** Token → row: works in the room it was made for, and for the person if it was shown to one only. */
async function redeem({ parts, speaker, roomId }: Session, id: string) {
  const token = await findToken(parts.db, id)
  if (!token || token.roomId !== roomId || (token.user && token.user !== speaker.user))
    throw new Refusal('That button does not work here any more. Ask again, or use the newest card.')
  return token
}

function mint({ parts, speaker, roomId }: Session, meaning: Parameters<typeof mintFor>[2]): Promise<string> {
  return mintFor(parts.db, { roomId, user: speaker.user, now: parts.now() }, meaning)
}

function commandOf({ parts }: Session, name: string): AnyCommand {
  const command = Object.hasOwn(parts.commands, name) ? parts.commands[name] : undefined
  if (!command) throw new Refusal('That button is of an older version of Waybill. Use the newest card.')
  return command
}

/** What was entered for these arguments; what was left empty is left out. */
function filled(args: readonly (readonly [string, unknown])[], values: Values): Values {
  return Object.fromEntries(args.flatMap(([key]) => (values[key]?.trim() ? [[key, values[key].trim()] as const] : [])))
}

const complete = ({ parts, actor, speaker }: Session) => completer(parts, actor, speaker)

function completer({ completers, db, chats }: DeskParts, actor: Actor, speaker: Speaker): Complete {
  return async (arg, typed, known) => {
    if (arg.choices) return arg.choices.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
    if (arg.kind === 'channel' || arg.kind === 'person')
      return (await chats.get(speaker.chat)?.suggest(arg.kind, typed)) ?? []
    return (await completers[arg.kind]?.(db, actor, typed, known)) ?? []
  }
}

import { type House, mayDo } from '../asking/ask.ts'
import type { AnyCommand, Ask, Outcome } from '../asking/command.ts'
import { leadToCards } from '../asking/lead-to-cards.ts'
import { readsStaffRoom } from '../asking/room.ts'
import { mintAllFor, mintFor, press, type Token } from '../asking/token.ts'
import type { Log } from '../ground/log.ts'
import type { Actor, Speaker } from '../shapes/actor.ts'
import type { Answer } from '../shapes/answer.ts'
import type { Button, OpenableCard } from '../shapes/card.ts'
import type { Chat } from '../shapes/chat.ts'
import { Refusal } from '../words/refusal.ts'
import { completer } from './completer.ts'
import { fieldsAsked, formFor, warned, withoutSecrets } from './form-for.ts'
import { argsOf } from './grammar.ts'
import type { ThreadMessageCommands } from './receive-thread-message.ts'
import { resolveNames } from './resolve-names.ts'

export type DeskParts = House & {
  chats: ReadonlyMap<string, Chat>
  whoSpeaks: (speaker: Speaker) => Promise<Actor>
  log: Log
  /** What is asked on behalf of somebody unknown who presses a button. */
  greeting: string | null
  /** What is asked with what is written in threads. */
  threadMessages: ThreadMessageCommands
  /** Counts a bug. */
  counted: () => void
}

type Known = Readonly<Record<string, unknown>>

/** Somebody at the desk, in a room: who they are, how they ask, and what the button meant that they pressed. */
export type Session = {
  parts: DeskParts
  ask: Ask
  speaker: Speaker
  actor: Actor
  roomId: string
  token: Token | null
}

/** Asks for a command on the speaker's behalf, with the channels and people it names as the chat knows them. */
export async function run(session: Session, name: string, input: Known): Promise<Outcome> {
  const command = commandOf(session, name)
  const { db, chats } = session.parts
  const isStaff = (chat: Chat, user: string) => readsStaffRoom(db, chat, user)
  const resolved = await resolveNames(command, input, chats, session.speaker.chat, isStaff)
  if (!command.prepare || !command.who.includes(session.actor.side)) return session.ask(name, resolved, session.actor)
  const known = await command.prepare({ db, chats, isStaff, here: session.speaker.chat }, resolved)
  return session.ask(name, { ...resolved, ...known }, session.actor)
}

/** @throws Refusal when the speaker may not ask it, or when what it is about is not there. */
export async function openForm(session: Session, name: string, input: Known, asks: readonly string[]): Promise<Answer> {
  await mayAsk(session, name, input)
  await mustBeThere(session, name, input)
  const command = commandOf(session, name)
  const asked = asks.length > 0 ? asks : fieldsAsked(command, input, []).map(([key]) => key)
  const started = { ...(await command.starts?.(session.parts.db, session.actor, input)), ...input }
  return { kind: 'form', form: await formOf(session, name, started, asked) }
}

/** People a command is not for read that before anything is asked or fetched. */
export async function mayAsk(session: Session, name: string, input: Known): Promise<void> {
  const command = commandOf(session, name)
  if (!command.who.includes(session.actor.side)) await session.ask(name, input, session.actor)
  mayDo(command, session.actor, input)
}

/** What a form is about is looked for before anybody fills it in. */
async function mustBeThere(session: Session, name: string, input: Known): Promise<void> {
  for (const [key, { kind }] of argsOf(commandOf(session, name))) {
    const named = input[key]
    if (typeof named === 'string' && typeof kind === 'object') await kind.find?.(session.parts.db, session.actor, named)
  }
}

/** A form whose token, pressed, opens it again as it was filled in: for chats that must ask for a second press. */
export async function formOf(session: Session, name: string, input: Known, asks: readonly string[]) {
  const command = commandOf(session, name)
  const fields = fieldsAsked(command, input, asks)
  const kept = withoutSecrets(command, input)
  const token = await mint(session, { command: name, input: kept, asks: fields.map(([key]) => key) })
  const warning = await command.warns?.(session.parts.db, session.actor, input)
  const form = await formFor(token, command, fields, input, complete(session))
  return warning ? warned(form, warning) : form
}

/** What came of an ask, as its asker sees it. */
export async function answer(session: Session, name: string, outcome: Outcome): Promise<Answer> {
  if (!outcome.card) return { kind: 'said', text: outcome.text }
  const shown = await show(session, outcome.card)
  return commandOf(session, name).privately ? { ...shown, privately: true } : shown
}

/** A card whose buttons work for that person alone. */
export async function show(
  { parts, speaker, actor, roomId }: Session,
  { buttons = [], opens = [], rest, ...card }: OpenableCard,
): Promise<Answer & { kind: 'shown' }> {
  const mint = async (buttons: readonly Button[]) => {
    const tokens = await mintAllFor(parts.db, { roomId, user: speaker.user, now: parts.now() }, buttons)
    return buttons.map((button, index) => press(button, tokens[index] ?? ''))
  }
  const all = await mint([...buttons, ...opens, ...(rest ? [rest] : [])])
  const [presses, opening] = [all.slice(0, buttons.length), all.slice(buttons.length, buttons.length + opens.length)]
  const last = rest && all.at(-1)
  const drawn = { ...card, presses, ...(opening.length > 0 && { opens: opening }), ...(last && { rest: last }) }
  const chat = parts.chats.get(speaker.chat)
  const reader = readerOf(actor)
  return { kind: 'shown', card: chat && reader ? await leadToCards(parts.db, chat, reader, drawn) : drawn }
}

/** Whose rooms an actor reads; null for nobody’s. */
function readerOf(actor: Actor): Parameters<typeof leadToCards>[2] | null {
  if (actor.side === 'staff') return { side: 'staff', supplierId: null }
  return actor.side === 'supplier' ? { side: 'supplier', supplierId: actor.supplierId } : null
}

/** Token → row: works in the room it was made for, and for the person if it was shown to one only. */
export function redeem({ speaker, roomId, token }: Session): Token {
  if (!token || token.roomId !== roomId || (token.user && token.user !== speaker.user))
    throw new Refusal('That button does not work here any more. Ask again, or use the newest card.')
  return token
}

function mint({ parts, speaker, roomId }: Session, meaning: Parameters<typeof mintFor>[2]): Promise<string> {
  return mintFor(parts.db, { roomId, user: speaker.user, now: parts.now() }, meaning)
}

export function commandOf({ parts }: Session, name: string): AnyCommand {
  const command = Object.hasOwn(parts.commands, name) ? parts.commands[name] : undefined
  if (!command) throw new Refusal('That button is from an older version of Waybill. Use the newest card.')
  return command
}

const complete = ({ parts, actor, speaker }: Session) => completer(parts, actor, speaker)

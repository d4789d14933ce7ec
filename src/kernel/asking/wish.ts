import type { messages, Room } from '../ground/tables.ts'
import type { Card, Ping } from '../shapes/card.ts'
import { idOf } from '../words/id.ts'
import type { CardKey } from './reaction.ts'

/** A card, or what draws it: only where it stands. */
export type Drawable = Card | (() => Card)

/** One thing that was said to the board. `later`: what it shows is drawn before the ask ends. */
export type Wish = { key: CardKey } & (
  | { does: 'post'; room: Room; card: Card | 'later'; under: string | undefined }
  | { does: 'redraw'; card: Drawable }
  | { does: 'call'; pings: readonly Ping[] }
  | { does: 'set thread'; closed: boolean }
)

type Message = typeof messages.$inferSelect
export type StandingCard = { room: Room; message: Message }

/**
 * A card in a room as it is wanted; `before` where it stands. `drawnAt` and `setAt` say when it was wished for, by the
 * place among all wishes.
 */
export type Wanted = {
  id: string
  key: CardKey
  room: Room
  under: string | undefined
  before: Message | null
  card: Card | 'later' | null
  /** Whom it calls where it is new, apart from what it says itself. */
  calls?: readonly Ping[]
  drawnAt: number
  closed: boolean | null
  setAt: number
}

/** What all wishes come to, card by card: of several the last counts, and a new card keeps the place of its first. Pure. */
export function whatIsWanted(wishes: readonly Wish[], standing: readonly StandingCard[]): readonly Wanted[] {
  const wanted = new Map<string, Wanted[]>()
  for (const { room, message } of standing) {
    const { id, kind, subject } = message
    const one = { id, key: { kind, subject }, room, under: undefined, before: message, card: null, drawnAt: 0 }
    add(wanted, { ...one, closed: null, setAt: 0 })
  }
  for (const [at, wish] of wishes.entries())
    if (wish.does === 'post') post(wanted, wish, at)
    else
      for (const one of wanted.get(keyName(wish.key)) ?? [])
        if (wish.does === 'call') one.calls = wish.pings
        else if (wish.does === 'set thread') Object.assign(one, { closed: wish.closed, setAt: one.setAt || at })
        else if (!one.before || fits(one.before.card, one.room)) redraw(one, drawn(wish), at)
  return [...wanted.values()].flat().map(called)
}

function called(one: Wanted): Wanted {
  const { card, calls, before } = one
  return calls && !before && card && card !== 'later' ? { ...one, card: { ...card, pings: calls } } : one
}

const drawn = ({ card }: { card: Drawable }) => (typeof card === 'function' ? card() : card)

function add(wanted: Map<string, Wanted[]>, one: Wanted): void {
  const name = keyName(one.key)
  wanted.set(name, [...(wanted.get(name) ?? []), one])
}

/** Whether a room takes something new: a quiet one only what goes under a card that it shows. */
export const isTaken = ({ room, under }: { room: Room; under: string | undefined }): boolean =>
  room.quietAt === null || under !== undefined

function post(wanted: Map<string, Wanted[]>, { key, room, card, under }: Wish & { does: 'post' }, at: number): void {
  const there = wanted.get(keyName(key))?.find(one => one.room.id === room.id)
  if (there && card !== 'later') redraw(there, card, at)
  if (there || !isTaken({ room, under })) return
  const id = messageId(key, room.id)
  add(wanted, { id, key, room, under, before: null, card, drawnAt: at, closed: null, setAt: 0 })
}

/** A room that has changed hands keeps what it showed: nothing of the old side is drawn there any more. */
function redraw(one: Wanted, card: Card, at: number): void {
  mustBeForRoom(card, one.room)
  const { before, card: last, drawnAt } = one
  one.drawnAt = last ? drawnAt : at
  one.card = !before && last && last !== 'later' ? calling(card, last) : card
}

/** A redraw calls nobody; who is called by a new card still is. */
function calling({ pings: _, ...card }: Card, { pings }: Card): Card {
  return { ...card, ...(pings && { pings }) }
}

/** The last wall between the two sides: what is meant for one cannot be put up before the other. */
export function mustBeForRoom(card: Card, room: Room): void {
  if (!fits(card, room)) throw new Error(`“${card.title}” is not for the people in room ${room.id}`)
}

function fits({ audience }: Pick<Card, 'audience'>, room: Room): boolean {
  if (audience === 'staff') return room.side === 'staff'
  return room.side === 'supplier' && room.supplierId === audience.supplierId
}

export const keyName = ({ kind, subject }: CardKey) => `${kind} ${subject}`

/** A card's message in a room is named by what it is, so that two who post it at once post it once. */
export function messageId(key: CardKey, roomId: string): string {
  return idOf(`${keyName(key)} ${roomId}`)
}

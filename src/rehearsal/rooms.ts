import { dayStart, howToNotify, windowOf } from '../cases/budget.ts'
import { isBreach } from '../late/rules.ts'
import type { Told } from './replay.ts'

/** A room of the rehearsal: a supplier's, or the staff's for alerts. */
export type RehearsedRoom = { kind: 'supplier'; supplier: string } | { kind: 'alerts' }

/** A message that pings: an alert's card, or a window's digest, which later alerts only redraw. */
export type Message = { room: RehearsedRoom; at: Date; as: 'alone' | 'digest'; alerts: number }

/**
 * What falls due in one room at one tick: of each order, how many alerts. An order has one card for everything said
 * about it.
 */
type Batch = { room: RehearsedRoom; at: Date; orders: readonly number[] }

/** The hours of the staff's room are those of UTC: it hears of suppliers all over the world. */
const STAFF_ZONE = 'UTC'

/**
 * The messages that the rooms would have got. A supplier hears of all that concerns it, staff of breaches; what falls
 * due
 * at one tick comes supplier by supplier, as the live sweep records it.
 * @param told in the order of `replay`
 * @param zone by which the hours of suppliers' rooms count (IANA)
 */
export function messagesOf(told: readonly Told[], zone: string): readonly Message[] {
  const ticks = Map.groupBy(told, ({ of, at }) => `${at.getTime()} ${of.supplier}`)
  const batches = [...ticks.values()].flatMap(batchesOf)
  const days = Map.groupBy(batches, ({ room, at }) => `${dayStart(at, zoneOf(room)).getTime()} ${nameOf(room)}`)
  return [...days.values()].flatMap(day => onDay(day, zoneOf))

  function zoneOf(room: RehearsedRoom): string {
    return room.kind === 'supplier' ? zone : STAFF_ZONE
  }
}

/** What tells rooms apart. */
export function nameOf(room: RehearsedRoom): string {
  return room.kind === 'supplier' ? `supplier ${room.supplier}` : room.kind
}

function batchesOf(told: readonly Told[]): readonly Batch[] {
  const [first] = told
  if (!first) return []
  const { at, of } = first
  const supplier: Batch = { room: { kind: 'supplier', supplier: of.supplier }, at, orders: byOrder(told) }
  const breaches = told.filter(({ notice }) => isBreach(notice))
  return breaches.length > 0 ? [supplier, { room: { kind: 'alerts' }, at, orders: byOrder(breaches) }] : [supplier]
}

function byOrder(told: readonly Told[]): readonly number[] {
  return [...Map.groupBy(told, ({ of }) => of).values()].map(own => own.length)
}

/** The messages of one room on one day, window by window. */
function onDay(batches: readonly Batch[], zoneOf: (room: RehearsedRoom) => string): readonly Message[] {
  const windows = Map.groupBy(batches, ({ room, at }) => windowOf(at, zoneOf(room)).getTime())
  let before = 0
  return [...windows.values()].flatMap(window => {
    const messages = inWindow(window, before)
    before += window.reduce((sum, { orders }) => sum + orders.length, 0)
    return messages
  })
}

/** The messages of one window: cards until they would be too many, then the digest. `before`: sent earlier that day. */
function inWindow(batches: readonly Batch[], before: number): readonly Message[] {
  const alone: Message[] = []
  const together: Batch[] = []
  let told = 0
  for (const batch of batches) {
    const { room, at, orders } = batch
    if (howToNotify({ window: told, day: before + told }, orders.length) === 'digest') together.push(batch)
    else alone.push(...orders.map((alerts): Message => ({ room, at, as: 'alone', alerts })))
    told += orders.length
  }
  const [begun] = together
  if (!begun) return alone
  const alerts = together.flatMap(({ orders }) => orders).reduce((sum, one) => sum + one, 0)
  return [...alone, { room: begun.room, at: begun.at, as: 'digest', alerts }]
}

import type { Milestones } from '../late/rules.ts'
import type { Allowance } from '../suppliers/allowance.ts'
import { type Calendar, dueAt } from '../suppliers/calendar.ts'
import type { Line } from './reading/line.ts'

/** A supplier's part of an order, as it stood when the history ends. */
export type PastOrder = { order: string; supplier: string; standing: Milestones; deliveredAt: Date | null }

export type History = {
  orders: readonly PastOrder[]
  /** The first fact and the last: what is due later is still open. */
  from: Date
  until: Date
}

/** What the suppliers had agreed to, as the person who rehearses says; null where the rule is to be left out. */
export type Agreed = {
  calendar: Calendar
  /** Where the file does not say when an order had to ship. */
  ship: Allowance | null
  acknowledge: Allowance | null
  scan: Allowance | null
}

/** Lines of one supplier in one order are one purchase order, wherever in the file they stand. */
export async function gather(lines: AsyncIterable<Line>, agreed: Agreed): Promise<History> {
  const parts = new Map<string, [Line, ...Line[]]>()
  let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for await (const line of lines) {
    const key = JSON.stringify([line.order, line.supplier])
    const part = parts.get(key)
    if (part) part.push(line)
    else parts.set(key, [line])
    for (const fact of factsOf(line)) [from, until] = [Math.min(from, fact), Math.max(until, fact)]
  }
  const end = new Date(until)
  return { orders: [...parts.values()].map(part => toOrder(part, agreed, end)), from: new Date(from), until: end }
}

function toOrder(part: readonly [Line, ...Line[]], agreed: Agreed, end: Date): PastOrder {
  const { order, supplier } = part[0]
  const placedAt = new Date(Math.min(...part.map(line => line.placedAt.getTime())))
  const due = part.map(({ shipBy }) => toMoment(shipBy ?? agreed.ship, agreed.calendar, placedAt))
  // Part of it cancelled leaves the rest to ship.
  const kept = part.filter(line => !line.cancelledAt)
  const live = kept.length > 0 ? kept : part
  const shippedAt = last(live.map(line => line.shippedAt))
  const endedAt =
    kept.length > 0 ? null : last(part.map(line => (line.cancelledAt === 'unknown' ? end : line.cancelledAt)))
  const standing: Milestones = {
    sentAt: placedAt,
    acknowledgeBy: toMoment(agreed.acknowledge, agreed.calendar, placedAt),
    acknowledgedAt: first(part.map(line => line.acknowledgedAt)),
    shipBy: first(due),
    shippedAt,
    promisedBy: null,
    // What was shipped first can be cancelled no more; it comes back as a return.
    endedAt: shippedAt && endedAt && shippedAt <= endedAt ? null : endedAt,
    parcels: shippedAt
      ? [
          {
            scanBy: toMoment(agreed.scan, agreed.calendar, shippedAt),
            scannedAt: last(live.map(line => line.scannedAt)),
          },
        ]
      : [],
  }
  return { order, supplier, standing, deliveredAt: last(live.map(line => line.deliveredAt)) }
}

function toMoment(due: Date | Allowance | null, calendar: Calendar, from: Date): Date | null {
  return due === null || due instanceof Date ? due : dueAt(due, calendar, from)
}

function factsOf({
  placedAt,
  acknowledgedAt,
  shippedAt,
  scannedAt,
  deliveredAt,
  cancelledAt,
}: Line): readonly number[] {
  const facts = [placedAt, acknowledgedAt, shippedAt, scannedAt, deliveredAt, cancelledAt]
  return facts.flatMap(fact => (fact instanceof Date ? [fact.getTime()] : []))
}

/** The earliest of those that are known. */
function first(moments: readonly (Date | null)[]): Date | null {
  const known = moments.flatMap(moment => moment ?? [])
  return known.length > 0 ? new Date(Math.min(...known.map(Number))) : null
}

/** The latest, once all are known: half a purchase order is not shipped. */
function last(moments: readonly (Date | null)[]): Date | null {
  const known = moments.flatMap(moment => moment ?? [])
  return known.length === moments.length ? new Date(Math.max(...known.map(Number))) : null
}

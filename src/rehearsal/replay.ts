import { dueNotices, type Notice, nextNotice } from '../late/notice.ts'
import type { Milestones } from '../late/rules.ts'
import type { Calendar } from '../suppliers/calendar.ts'
import { asOf } from './as-of.ts'
import type { History, PastOrder } from './history.ts'

/** How often the live clock looks. */
const TICK = 60_000

/** What Waybill would have said of an order, and at which tick of its clock. */
export type Told = { of: PastOrder; notice: Notice; at: Date }

/**
 * Runs the clock over a history. It ticks each minute, as the live one does, and asks the same rules at each tick of what
 * was known by then; of the ticks between, at which nothing is due, it asks nothing. Ends with the history's last fact.
 * @returns in the order in which it would have been said
 */
export function replay({ orders, until }: History, calendar: Calendar): readonly Told[] {
  return orders
    .flatMap(of => toldOf(of, calendar, until))
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() || (a.of.supplier < b.of.supplier ? -1 : a.of.supplier > b.of.supplier ? 1 : 0),
    )
}

function toldOf(of: PastOrder, calendar: Calendar, until: Date): readonly Told[] {
  const told = new Map<string, Told>()
  for (const happened of turnsOf(of.standing)) {
    let standing = asOf(of.standing, happened)
    let next = nextNotice(standing, calendar, new Date(happened.getTime() - 1))
    while (next) {
      const at = tickAt(next.at)
      if (at > until) break
      standing = asOf(of.standing, at)
      for (const notice of dueNotices(standing, calendar, at)) {
        const name = `${notice.rule} ${notice.dueAt.getTime()}`
        if (!told.has(name)) told.set(name, { of, notice, at })
      }
      next = nextNotice(standing, calendar, at)
    }
  }
  return [...told.values()]
}

/** When something begins that has a due time of its own: it is sent, and a parcel of it is. */
function turnsOf({ sentAt, shippedAt, parcels }: Milestones): readonly Date[] {
  return [sentAt, parcels.some(({ scanBy }) => scanBy) ? shippedAt : null].flatMap(turn => turn ?? [])
}

/** The first tick that is not before a moment. */
function tickAt(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / TICK) * TICK)
}

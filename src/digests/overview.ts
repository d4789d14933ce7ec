import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Overview } from '../kernel/shapes/overview.ts'
import { findDue } from '../late/find-due.ts'
import { findLate } from '../late/find-late.ts'
import { waitingOrders } from '../order-desk/waiting-orders.ts'
import { countOpenWork } from './count-open-work.ts'
import { lateRow, rowsToShip, rowsUnowned, waitingRow } from './overview-rows.ts'

/** Most rows of the table: what one can take in at a glance. */
const MOST = 20

/**
 * What needs doing first: what is late, what nobody supplies, answers or looks after, the oldest first. Each count is of
 * all there is, and asked where the list of that name asks.
 */
export async function overview(db: Reads, now: Date): Promise<Overview> {
  const waiting = await waitingOrders(db, MOST)
  const late = await findLate(db, 'late', {}, now, { from: 0, most: MOST })
  const due = await findDue(db, {}, now, { from: 0, most: 1 })
  const open = await countOpenWork(db, now)
  const counts = [
    pressing('Late', late.all, 'late'),
    pressing('Needs routing', waiting.needRouting, 'needs routing', 'need routing'),
    pressing('To acknowledge soon', open.acknowledgeSoon, 'to acknowledge soon'),
    pressing('Changes unanswered', open.changes, 'change unanswered', 'changes unanswered'),
    pressing('Cases without an owner', open.unowned, 'case without an owner', 'cases without an owner'),
    pressing('Answers overdue', open.overdue, 'answer overdue', 'answers overdue'),
    // Where no feed is on there is none.
    ...(open.parcels > 0
      ? [pressing('Parcels in trouble', open.parcels, 'parcel in trouble', 'parcels in trouble')]
      : []),
    ...(open.mails > 0 ? [pressing('Customers’ mails', open.mails, 'customer’s mail', 'customers’ mails')] : []),
    waits('Due soon', due.all),
    waits('Not acknowledged', open.unacknowledged),
    waits('Not forwarded', waiting.notForwarded),
    waits('On hold', open.held),
  ]
  const rows = [
    ...waiting.rows.filter(({ loose }) => loose).map(waitingRow),
    ...late.rows.map(lateRow),
    ...(open.unowned > 0 ? await rowsUnowned(db, now, MOST) : []),
    ...(open.toShip > 0 ? await rowsToShip(db, MOST) : []),
    ...waiting.rows.filter(({ loose }) => !loose).map(waitingRow),
  ]
  const headline = counts.flatMap(({ words }) => words ?? []).join(', ') || 'Nothing is pressing'
  return {
    headline,
    counts: counts.map(({ label, value, words }) => ({ label, value, urgent: words !== null })),
    rows: rows.slice(0, MOST),
  }
}

/** What somebody should look at now; `words` say how many in the headline. */
function pressing(label: string, value: number, one: string, many = one) {
  return { label, value, words: value > 0 ? `${value} ${value === 1 ? one : many}` : null }
}

const waits = (label: string, value: number) => ({ label, value, words: null })

export const ShowOverview = z.object({})

/** The overview as a card, where there is no start page. */
export async function showOverview({ db, now }: Verb): Promise<Outcome> {
  const { headline, counts, rows } = await overview(db, now)
  const summary = `${headline}.`
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: counts.some(({ urgent }) => urgent) ? 'warning' : 'good',
      title: 'What needs doing first',
      summary,
      facts: counts.map(({ label, value }) => ({ label, value: String(value) })),
      lines: rows.map(row => ({ text: `${row.number} · ${row.state}`, ...(row.supplier && { detail: row.supplier }) })),
    },
  }
}

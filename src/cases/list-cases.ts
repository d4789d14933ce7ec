import { and, asc, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { listCredits } from './list-credits.ts'
import { type Case, cases } from './tables.ts'

/** Which open cases, and what the list is called. */
const LISTS = {
  all: 'Open cases',
  mine: 'Your cases',
  unowned: 'Cases without an owner',
  supplier: 'Cases waiting for a supplier',
  us: 'Cases waiting for us',
  overdue: 'Cases whose answer is overdue',
  credits: 'Credits still owed',
} as const
export const caseLists = Object.keys(LISTS) as [keyof typeof LISTS, ...(keyof typeof LISTS)[]]

export const ListCases = z.object({
  which: z.enum(caseLists).default('all'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
})

/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

/** Open cases of every kind, those that speak next first. For staff. */
export async function listCases(verb: Verb, input: z.output<typeof ListCases>): Promise<Outcome> {
  const { db, actor, now } = verb
  if (input.which === 'credits') return listCredits(verb, input.page)
  const which = and(isNull(cases.closedAt), narrowed(input.which, actor, now))
  const all = await db.$count(cases, which)
  const from = (input.page - 1) * PAGE
  const rows = await db
    .select({ one: cases, po: purchaseOrders.number, supplier: suppliers.name })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(which)
    .orderBy(asc(cases.nextAt), asc(cases.openedAt), asc(cases.id))
    .limit(PAGE)
    .offset(from)
  const summary =
    rows.length > 0 ? `${from + 1} to ${from + rows.length} of ${count(all, 'case')}.` : none(all, input.page)
  const turn = (label: string, page: number) => ({
    label,
    command: 'case.list',
    input: { which: input.which, page: String(page) },
  })
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: input.which === 'overdue' && all > 0 ? 'warning' : 'neutral',
      title: LISTS[input.which],
      summary,
      lines: rows.map(row => lineOf(row, now)),
      buttons: [
        ...(all > 0 ? [{ label: 'Show one', command: 'case.show', input: {}, asks: ['case'] }] : []),
        ...(from + rows.length < all ? [turn('Next', input.page + 1)] : []),
        ...(input.page > 1 ? [turn('Back', input.page - 1)] : []),
      ],
    },
  }
}

function none(all: number, page: number): string {
  return all > 0 ? `There is no page ${page} of ${count(all, 'case')}.` : 'There is none.'
}

function narrowed(which: z.output<typeof ListCases>['which'], actor: Actor, now: Date): SQL | undefined {
  switch (which) {
    case 'all':
    case 'credits':
      return undefined
    case 'mine':
      return actor.side === 'staff' ? and(eq(cases.ownerChat, actor.chat), eq(cases.ownerUser, actor.user)) : undefined
    case 'unowned':
      return isNull(cases.ownerUser)
    case 'supplier':
      return and(eq(cases.waitingFor, 'supplier'), isNull(cases.answeredAt))
    case 'us':
      return eq(cases.waitingFor, 'staff')
    case 'overdue':
      // Somebody was reminded already, or is about to be.
      return and(
        isNull(cases.answeredAt),
        isNull(cases.snoozedUntil),
        or(gt(cases.remindersSent, 0), lte(cases.nextAt, now)),
      )
  }
}

function lineOf({ one, po, supplier }: { one: Case; po: string; supplier: string }, now: Date): CardLine {
  const waits = one.waitingFor === 'supplier' ? supplier : one.waitingFor === 'staff' ? 'us' : 'the customer'
  const when = one.snoozedUntil ?? one.nextAt
  const what = [supplier, one.answeredAt ? 'answered' : `waits for ${waits}`, one.ownerName ?? 'no owner'].join(' · ')
  const then = one.snoozedUntil ? 'silent until' : when && when < now ? 'due since' : 'next'
  return {
    text: `${one.number} · ${po} · ${one.kind}`,
    detail: when ? `${what} · ${then}` : what,
    ...(when && { when: { at: when.toISOString() } }),
  }
}

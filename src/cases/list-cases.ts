import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { listCredits } from './list-credits.ts'
import { caseLists, LISTS, listedCases } from './listed-cases.ts'
import { type Case, cases } from './tables.ts'

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
  const which = listedCases(input.which, actor, now)
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

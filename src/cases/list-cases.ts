import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageButtons, pageNumber } from '../kernel/asking/page.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { CaseFilter, type CaseRow, casesOn } from './cases-on.ts'
import { listCredits } from './list-credits.ts'
import { LISTS } from './listed-cases.ts'

export const ListCases = CaseFilter.extend({ page: pageNumber })

/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

/** Open cases of every kind, those that speak next first; each opens. For staff. */
export async function listCases(verb: Verb, { page, ...wanted }: z.output<typeof ListCases>): Promise<Outcome> {
  if (wanted.which === 'credits') return listCredits(verb, page)
  const from = (page - 1) * PAGE
  const { rows, all } = await casesOn(verb, wanted, { from, most: PAGE })
  const summary = rows.length > 0 ? `${from + 1} to ${from + rows.length} of ${count(all, 'case')}.` : none(all, page)
  const turned = pageButtons({ command: 'case.list', input: wanted }, { page, isMore: from + rows.length < all })
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: wanted.which === 'overdue' && all > 0 ? 'warning' : 'neutral',
      title: LISTS[wanted.which],
      summary,
      columns: ['Case', 'Kind', 'Purchase order', 'Supplier', 'Waits', 'Owner', 'Next'],
      lines: rows.map(row => lineOf(row, verb.now)),
      opens: rows.map(({ one }) => ({ label: one.number, command: 'case.show', input: { case: one.id } })),
      buttons: turned,
    },
  }
}

function none(all: number, page: number): string {
  return all > 0 ? `There is no page ${page} of ${count(all, 'case')}.` : 'There is none.'
}

function lineOf({ one, po, supplier }: CaseRow, now: Date): CardLine {
  const when = one.snoozedUntil ?? one.nextAt
  const moment = when && { at: when.toISOString() }
  const [waits, owner] = [waitsInWords(one, supplier), one.ownerName ?? 'no owner']
  const what = [supplier, waits, owner].join(' · ')
  const then = one.snoozedUntil ? 'silent until' : when && when < now ? 'due since' : 'next'
  return {
    cells: [one.number, one.kind, po, supplier, waits, owner, moment ? [`${then} `, moment] : ''],
    text: `${one.number} · ${po} · ${one.kind}`,
    detail: when ? `${what} · ${then}` : what,
    ...(moment && { when: moment }),
  }
}

/** `answered`, or `waits for Lumen`. Pure. */
export function waitsInWords({ answeredAt, waitingFor }: CaseRow['one'], supplier: string): string {
  const whom = waitingFor === 'supplier' ? supplier : waitingFor === 'staff' ? 'us' : 'the customer'
  return answeredAt ? 'answered' : `waits for ${whom}`
}

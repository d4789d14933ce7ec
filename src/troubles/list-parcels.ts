import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageButtons, pageNumber } from '../kernel/asking/page.ts'
import { audienceOf } from '../kernel/shapes/actor.ts'
import { count } from '../kernel/words/text.ts'
import { TROUBLE_LABELS } from '../shipments/trouble-labels.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { suppliers } from '../suppliers/tables.ts'
import { parcelName } from './parcel-words.ts'
import { parcelTroubles } from './tables.ts'
import { troubleNames } from './trouble.ts'

export const ListParcels = z.object({
  trouble: z.enum(troubleNames).optional(),
  supplier: z.string().trim().min(1).optional(),
  page: pageNumber,
})

/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

/** What is wrong with parcels now, the longest first; each opens its case, or its order. A supplier sees its own. */
export async function listParcels(
  verb: Verb,
  { trouble, supplier, page }: z.output<typeof ListParcels>,
): Promise<Outcome> {
  const { db, actor } = verb
  const isSupplier = actor.side === 'supplier'
  const of = isSupplier ? actor.supplierId : supplier && (await findSupplier(db, supplier)).id
  const which = and(
    isNull(parcelTroubles.endedAt),
    trouble ? eq(parcelTroubles.trouble, trouble) : undefined,
    of ? eq(parcelTroubles.supplierId, of) : undefined,
  )
  const from = (page - 1) * PAGE
  const all = await db.$count(parcelTroubles, which)
  const rows = await db
    .select({ row: parcelTroubles, one: cases, supplier: suppliers.name })
    .from(parcelTroubles)
    .innerJoin(suppliers, eq(suppliers.id, parcelTroubles.supplierId))
    .leftJoin(cases, eq(cases.id, parcelTroubles.caseId))
    .where(which)
    .orderBy(asc(parcelTroubles.since), asc(parcelTroubles.part), asc(parcelTroubles.id))
    .offset(from)
    .limit(PAGE)
  const summary =
    rows.length > 0
      ? `${from + 1} to ${from + rows.length} of ${count(all, 'parcel')} in trouble.`
      : 'No parcel is in trouble.'
  const turned = pageButtons(
    { command: 'parcel.list', input: { ...(trouble && { trouble }), ...(of && { supplier: of }) } },
    { page, isMore: from + rows.length < all },
  )
  return {
    text: summary,
    card: {
      audience: audienceOf(actor),
      tone: all > 0 ? 'warning' : 'neutral',
      title: 'Parcels in trouble',
      summary,
      columns: isSupplier
        ? ['Purchase order', 'Trouble', 'Parcel', 'Since']
        : ['Purchase order', 'Trouble', 'Parcel', 'Since', 'Supplier', 'Case'],
      lines: rows.map(({ row, one, supplier: name }) => {
        const since = { at: row.since.toISOString() }
        const label = TROUBLE_LABELS[row.trouble]
        const open = one && !one.closedAt ? one.number : 'no case'
        const theirs = isSupplier ? [] : [name, open]
        return {
          cells: [row.part, label, parcelName(row), since, ...theirs],
          text: `${row.part} · ${label}`,
          detail: [parcelName(row), ...theirs, 'since'].join(' · '),
          when: since,
        }
      }),
      ...(!isSupplier && {
        opens: rows.map(({ row, one }) =>
          one
            ? { label: one.number, command: 'parcel.show', input: { case: one.id } }
            : { label: row.part, command: 'order.show', input: { order: row.orderId } },
        ),
      }),
      buttons: turned,
    },
  }
}

import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageButtons, pageNumber } from '../kernel/asking/page.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { findCarrier } from '../shipments/carriers.ts'
import { shipments } from '../shipments/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { onTheWay } from './carrier-silence.ts'

export const ListSilent = z.object({
  carrier: z.string().trim().min(1),
  page: pageNumber,
})

const PAGE = 15

/** The parcels that a carrier has on its way, those of which nothing was heard for longest first. For staff. */
export async function listSilent({ db, now }: Verb, { carrier, page }: z.output<typeof ListSilent>): Promise<Outcome> {
  const found = findCarrier(carrier)
  if (!found) throw new Refusal(`I don’t know a carrier “${carrier}”. Write its name, such as UPS.`, 'carrier')
  const which = onTheWay(found.code, now)
  const from = (page - 1) * PAGE
  const all = await db.$count(shipments, which)
  const rows = await db
    .select({ parcel: shipments, po: purchaseOrders, supplier: suppliers.name })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(which)
    .orderBy(asc(shipments.saidAt), asc(shipments.id))
    .offset(from)
    .limit(PAGE)
  const summary = `${found.name} has ${count(all, 'parcel')} on ${all === 1 ? 'its' : 'their'} way, the longest silent first.`
  const turned = pageButtons(
    { command: 'parcel.silent', input: { carrier: found.code } },
    { page, isMore: from + rows.length < all },
  )
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: 'neutral', title: `Parcels with ${found.name}`, summary },
      columns: ['Purchase order', 'Parcel', 'Supplier', 'Last heard'],
      lines: rows.map(({ parcel, po, supplier }) => {
        const at = { at: (parcel.saidAt ?? parcel.recordedAt).toISOString() }
        return {
          cells: [po.number, parcel.number, supplier, at],
          text: `${po.number} · ${parcel.number}`,
          detail: `${supplier} · last heard`,
          when: at,
        }
      }),
      opens: rows.map(({ po }) => ({ label: po.number, command: 'order.show', input: { order: po.orderId } })),
      buttons: turned,
    },
  }
}

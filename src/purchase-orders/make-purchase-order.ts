import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { amongNamed } from '../kernel/ground/among.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { writeTogether } from '../kernel/ground/write-together.ts'
import { mustKnowCustomer } from '../orders/must-know-customer.ts'
import { type Order, orderLines, shipTos } from '../orders/tables.ts'
import { inForce } from '../suppliers/in-force.ts'
import { agreements, type Supplier, suppliers } from '../suppliers/tables.ts'
import { timesFor } from './due-times.ts'
import { NO_NOTES, type Notes } from './note-words.ts'
import { letter } from './purchase-order.ts'
import type { Part } from './split.ts'
import { purchaseOrderLines, purchaseOrders } from './tables.ts'
import { pinsOf } from './write-record.ts'

export type Made = { id: string; number: string; says: string }
type Known = Awaited<ReturnType<typeof readFor>>

/** Makes a purchase order of these lines under the order's next letter, and sends it if its supplier has a room. */
export async function makePurchaseOrder(verb: Verb, order: Order, part: Part): Promise<Made> {
  const [made] = await makePurchaseOrders(verb, [{ order, part }])
  if (!made) throw new Error('a purchase order was not made')
  return made
}

export type AskedPart = { order: Order; part: Part }

/** The same of several parts at once, of one order or of many: each under a letter of its own, in their order, with these notes. */
export async function makePurchaseOrders(
  verb: Verb,
  asked: readonly AskedPart[],
  notes = NO_NOTES,
): Promise<readonly Made[]> {
  for (const { order } of asked) mustKnowCustomer(order, 'so nobody can ship it any more')
  const known = await readFor(verb, asked)
  const letters = new Map<string, number>()
  const made = asked.map(({ order, part }) => {
    const before = letters.get(order.id) ?? known.before.get(order.id)?.length ?? 0
    letters.set(order.id, before + 1)
    return { po: { ...row(verb, order, { part, before }, known), ...notes }, part, supplier: supplierOf(part, known) }
  })
  verb.meanwhile(
    writeTogether(verb.db, [
      { into: purchaseOrders, rows: made.map(({ po }) => po) },
      { into: purchaseOrderLines, rows: made.flatMap(({ po, part }) => pinsOf(po.id, part.lines, known.lines)) },
    ]),
  )
  for (const { po } of made) await tell(verb, po, notes)
  return made.map(({ po, supplier }) => ({
    ...{ id: po.id, number: po.number },
    says: po.sentAt
      ? `${po.number} went to ${supplier.name}`
      : `${po.number} waits: ${supplier.name} has no room yet (/supplier room)`,
  }))
}

/** All that decides about them, in one look. */
async function readFor({ db }: Verb, asked: readonly AskedPart[]) {
  const ids = [...new Set(asked.map(({ part }) => part.supplierId))]
  const orderIds = [...new Set(asked.map(({ order }) => order.id))]
  const lineIds = asked.flatMap(({ part }) => part.lines.map(({ id }) => id))
  const [suppliers, orders, lines] = [ids, orderIds, lineIds].map(all => JSON.stringify(all))
  const rows = await readRows(db, { suppliers, orders, lines })
  return {
    before: Map.groupBy(rows.before, ({ orderId }) => orderId),
    suppliers: new Map(rows.suppliers.map(one => [one.id, one])),
    terms: new Map(rows.suppliers.map(one => [one.id, inForce(one, rows.accepted)])),
    withRoom: new Set(rows.rooms.map(({ supplierId }) => supplierId)),
    lines: new Map(rows.lines.map(one => [one.id, one])),
    countries: new Map(rows.shipTos.map(({ orderId, country }) => [orderId, country])),
  }
}

const readRows = readingTogether((named: Placeholders<'suppliers' | 'orders' | 'lines'>) => ({
  before: [purchaseOrders, amongNamed(purchaseOrders.orderId, named.orders)],
  suppliers: [suppliers, amongNamed(suppliers.id, named.suppliers)],
  rooms: [rooms, and(eq(rooms.side, 'supplier'), amongNamed(rooms.supplierId, named.suppliers))],
  accepted: [agreements, and(amongNamed(agreements.supplierId, named.suppliers), isNotNull(agreements.acceptedAt))],
  lines: [orderLines, amongNamed(orderLines.id, named.lines)],
  shipTos: [shipTos, amongNamed(shipTos.orderId, named.orders)],
}))

function supplierOf({ supplierId }: Part, { suppliers }: Known): Supplier {
  const supplier = suppliers.get(supplierId)
  if (!supplier) throw new Error(`supplier ${supplierId} is not here`)
  return supplier
}

const NOT_SENT = { sentAt: null, agreementId: null, acknowledgeBy: null, shipBy: null }

function row({ now }: Verb, order: Order, { part, before }: { part: Part; before: number }, known: Known) {
  const supplier = supplierOf(part, known)
  const draft = {
    ...{ id: randomUUID(), orderId: order.id, supplierId: supplier.id, number: `${order.number}-${letter(before)}` },
    ...{ method: order.method, draftedAt: now, replaces: part.replaces ?? null },
  }
  const inForce = known.terms.get(supplier.id)
  if (!inForce || !known.withRoom.has(supplier.id)) return { ...draft, ...NOT_SENT }
  const skus = part.lines.flatMap(({ id }) => known.lines.get(id) ?? []).map(({ sku }) => sku)
  const goods = { skus, method: order.method, destination: known.countries.get(order.id) ?? null }
  return { ...draft, sentAt: now, agreementId: inForce.id, ...timesFor(inForce.terms, goods, now) }
}

async function tell(verb: Verb, po: ReturnType<typeof row>, { note, customerNote }: Notes): Promise<void> {
  const { id, orderId, number, supplierId, sentAt } = po
  await verb.record(sentAt ? 'purchase_order.sent' : 'purchase_order.drafted', id, { orderId, number, supplierId })
  const its = { orderId, number }
  if (note) await verb.record('purchase_order.made_with_note', id, { ...its, from: 'staff', note })
  if (customerNote)
    await verb.record('purchase_order.made_with_note', id, { ...its, from: 'customer', note: customerNote })
}

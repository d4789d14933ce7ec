import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { ofSuppliers } from '../kernel/asking/room.ts'
import { readTogether } from '../kernel/ground/read-together.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { mustKnowCustomer } from '../orders/must-know-customer.ts'
import { type Order, orderLines, shipTos } from '../orders/tables.ts'
import { inForce } from '../suppliers/in-force.ts'
import { agreements, type Supplier, suppliers } from '../suppliers/tables.ts'
import { timesFor } from './due-times.ts'
import { letter } from './purchase-order.ts'
import type { Part } from './split.ts'
import { type PurchaseOrder, purchaseOrderLines, purchaseOrders } from './tables.ts'
import { pinsOf } from './write-record.ts'

export type Made = { id: string; number: string; says: string }
type Known = Awaited<ReturnType<typeof readFor>>

/** Makes a purchase order of these lines under the order's next letter, and sends it if its supplier has a room. */
export async function makePurchaseOrder(verb: Verb, order: Order, part: Part): Promise<Made> {
  const [made] = await makePurchaseOrders(verb, order, [part])
  if (!made) throw new Error('a purchase order was not made')
  return made
}

/** The same of several parts at once, each under a letter of its own, in their order. */
export async function makePurchaseOrders(verb: Verb, order: Order, parts: readonly Part[]): Promise<readonly Made[]> {
  mustKnowCustomer(order, 'so nobody can ship it any more')
  const known = await readFor(verb, order, parts)
  const rows = parts.map((part, index) => row(verb, order, { part, before: known.before.length + index }, known))
  const inserted = await verb.db.insert(purchaseOrders).values(rows).returning()
  const made = parts.map((part, index) => {
    const po = inserted.find(({ number }) => number === rows[index]?.number)
    if (!po) throw new Error('a purchase order was not inserted')
    return { part, po, supplier: supplierOf(part, known) }
  })
  const pins = made.flatMap(({ po, part }) => pinsOf(po.id, part.lines, known.lines))
  await verb.db.insert(purchaseOrderLines).values(pins)
  for (const { po } of made) await tell(verb, po)
  return made.map(({ po, supplier }) => ({
    ...{ id: po.id, number: po.number },
    says: po.sentAt
      ? `${po.number} went to ${supplier.name}`
      : `${po.number} waits: ${supplier.name} has no room yet (/supplier room)`,
  }))
}

/** All that decides about them, in one look. */
function readFor({ db }: Verb, order: Order, parts: readonly Part[]) {
  const ids = [...new Set(parts.map(({ supplierId }) => supplierId))]
  const lineIds = parts.flatMap(({ lines }) => lines.map(({ id }) => id))
  return readTogether(db, {
    before: [purchaseOrders, eq(purchaseOrders.orderId, order.id)],
    suppliers: [suppliers, inArray(suppliers.id, ids)],
    rooms: [rooms, ofSuppliers(ids)],
    accepted: [agreements, and(inArray(agreements.supplierId, ids), isNotNull(agreements.acceptedAt))],
    lines: [orderLines, inArray(orderLines.id, lineIds)],
    shipTos: [shipTos, eq(shipTos.orderId, order.id)],
  })
}

function supplierOf({ supplierId }: Part, known: Known): Supplier {
  const supplier = known.suppliers.find(({ id }) => id === supplierId)
  if (!supplier) throw new Error(`supplier ${supplierId} is not here`)
  return supplier
}

function row({ now }: Verb, order: Order, { part, before }: { part: Part; before: number }, known: Known) {
  const supplier = supplierOf(part, known)
  const draft = {
    ...{ orderId: order.id, supplierId: supplier.id, number: `${order.number}-${letter(before)}` },
    ...{ method: order.method, draftedAt: now, replaces: part.replaces ?? null },
  }
  if (!known.rooms.some(room => room.supplierId === supplier.id)) return draft
  const { id, terms } = inForce(supplier, known.accepted)
  const skus = known.lines.filter(line => part.lines.some(one => one.id === line.id)).map(({ sku }) => sku)
  const goods = { skus, method: order.method, destination: known.shipTos[0]?.country ?? null }
  return { ...draft, sentAt: now, agreementId: id, ...timesFor(terms, goods, now) }
}

function tell(verb: Verb, { id, orderId, number, supplierId, sentAt }: PurchaseOrder): Promise<void> {
  return verb.record(sentAt ? 'purchase_order.sent' : 'purchase_order.drafted', id, { orderId, number, supplierId })
}

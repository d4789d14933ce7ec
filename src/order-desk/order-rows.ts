import { and, isNull, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { hiddenFromSuppliers } from '../cases/shown-to.ts'
import { cases } from '../cases/tables.ts'
import { amongNamed, amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { orderLines, orders, shipTos } from '../orders/tables.ts'
import { changes, offers, purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { shipmentLines, shipments } from '../shipments/tables.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'

const readRows = readingTogether(({ ids }: Placeholders<'ids'>) => {
  const own = (column: PgColumn) => amongNamed(column, ids)
  const its = (column: PgColumn) => sql`select ${column} from ${purchaseOrders} where ${own(purchaseOrders.orderId)}`
  const ofIts = (column: PgColumn) => amongThose(column, its(purchaseOrders.id))
  const isOpen = and(own(cases.orderId), isNull(cases.closedAt))
  return {
    orders: [orders, own(orders.id)],
    stores: [stores, amongThose(stores.id, sql`select ${orders.storeId} from ${orders} where ${own(orders.id)}`)],
    shipTos: [shipTos, own(shipTos.orderId)],
    lines: [orderLines, own(orderLines.orderId)],
    purchaseOrders: [purchaseOrders, own(purchaseOrders.orderId)],
    suppliers: [suppliers, amongThose(suppliers.id, its(purchaseOrders.supplierId))],
    pins: [purchaseOrderLines, ofIts(purchaseOrderLines.purchaseOrderId)],
    parcels: [shipments, ofIts(shipments.purchaseOrderId)],
    inside: [
      shipmentLines,
      amongThose(
        shipmentLines.shipmentId,
        sql`select ${shipments.id} from ${shipments} where ${ofIts(shipments.purchaseOrderId)}`,
      ),
    ],
    changes: [changes, ofIts(changes.purchaseOrderId)],
    offers: [offers, ofIts(offers.purchaseOrderId)],
    openCases: [cases, isOpen],
    keptCases: [cases, and(isOpen, hiddenFromSuppliers())],
  }
})

/** All rows of an order; those that have an order are in it. */
export type OrderRows = Sorted<Awaited<ReturnType<typeof readRows>>>
type Sorted<All> = { [K in keyof All]: All[K] extends (infer Row)[] ? readonly Row[] : never }

/** All rows of orders, in one statement, by the order's id. */
export async function readOrderRows(db: Reads, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderRows>> {
  const rows = await readRows(db, { ids: JSON.stringify(orderIds) })
  const orderOf = new Map(rows.purchaseOrders.map(({ id, orderId }) => [id, orderId]))
  const parcelOf = new Map(rows.parcels.map(({ id, purchaseOrderId }) => [id, purchaseOrderId]))
  const ofIts = ({ purchaseOrderId }: { purchaseOrderId: string }) => orderOf.get(purchaseOrderId)
  const [shipTos, lines] = [Map.groupBy(rows.shipTos, of), Map.groupBy(rows.lines, of)]
  const purchaseOrders = Map.groupBy(rows.purchaseOrders, of)
  const [pins, parcels] = [Map.groupBy(rows.pins, ofIts), Map.groupBy(rows.parcels, ofIts)]
  const [changes, offers] = [Map.groupBy(rows.changes, ofIts), Map.groupBy(rows.offers, ofIts)]
  const [openCases, kept] = [Map.groupBy(rows.openCases, of), new Set(rows.keptCases.map(({ id }) => id))]
  const inside = Map.groupBy(rows.inside, ({ shipmentId }) => orderOf.get(parcelOf.get(shipmentId) ?? ''))
  return new Map(
    rows.orders.map(order => {
      const { id } = order
      return [
        id,
        {
          ...{ orders: [order], stores: rows.stores.filter(store => store.id === order.storeId) },
          ...{ shipTos: shipTos.get(id) ?? [], suppliers: rows.suppliers, inside: inside.get(id) ?? [] },
          lines: sorted(lines.get(id), byPosition),
          purchaseOrders: sorted(purchaseOrders.get(id), byDraft),
          pins: sorted(pins.get(id), byPin),
          parcels: sorted(parcels.get(id), ({ recordedAt, number }) => [recordedAt, number]),
          changes: sorted(changes.get(id), one => [one.requestedAt, one.kind, one.id]),
          offers: sorted(offers.get(id), one => [one.offeredAt, one.id]),
          openCases: sorted(openCases.get(id), one => [one.openedAt, one.number]),
          keptCases: (openCases.get(id) ?? []).filter(one => kept.has(one.id)),
        },
      ]
    }),
  )
}

const readAsked = readingTogether(({ ids }: Placeholders<'ids'>) => {
  const its = sql`select ${purchaseOrders.id} from ${purchaseOrders} where ${amongNamed(purchaseOrders.orderId, ids)}`
  return {
    lines: [orderLines, amongNamed(orderLines.orderId, ids)],
    purchaseOrders: [purchaseOrders, amongNamed(purchaseOrders.orderId, ids)],
    pins: [purchaseOrderLines, amongThose(purchaseOrderLines.purchaseOrderId, its)],
  }
})

/** Of the rows of an order those that say which pieces are asked of whom. */
export type AskedRows = Pick<OrderRows, 'lines' | 'purchaseOrders' | 'pins'>

/** These alone, in one statement, by the order's id. */
export async function readAskedRows(db: Reads, orderIds: readonly string[]): Promise<ReadonlyMap<string, AskedRows>> {
  const rows = await readAsked(db, { ids: JSON.stringify(orderIds) })
  const [lines, made] = [Map.groupBy(rows.lines, of), Map.groupBy(rows.purchaseOrders, of)]
  const pins = Map.groupBy(rows.pins, ({ purchaseOrderId }) => purchaseOrderId)
  return new Map(
    orderIds.map(id => {
      const purchaseOrders = sorted(made.get(id), byDraft)
      const own = purchaseOrders.flatMap(po => pins.get(po.id) ?? [])
      return [id, { lines: sorted(lines.get(id), byPosition), purchaseOrders, pins: sorted(own, byPin) }]
    }),
  )
}

const byPosition = ({ position }: { position: number }) => [position]
const byDraft = ({ draftedAt, number }: { draftedAt: Date; number: string }) => [draftedAt, number]
const byPin = (pin: { position: number; orderLineId: string }) => [pin.position, pin.orderLineId]

const of = ({ orderId }: { orderId: string }) => orderId

/** Lines of an order as purchase orders ask for them, the first drafted first. */
export function pinned({ purchaseOrders, pins, lines }: AskedRows) {
  return purchaseOrders.flatMap(po =>
    pins
      .filter(pin => pin.purchaseOrderId === po.id)
      .flatMap(pin => lines.filter(({ id }) => id === pin.orderLineId).map(now => ({ po, line: pin, now }))),
  )
}

type Sortable = Date | number | string

function sorted<Row>(rows: readonly Row[] | undefined, by: (row: Row) => readonly Sortable[]): readonly Row[] {
  return (rows ?? []).toSorted((a, b) => compare(by(a), by(b)))
}

function compare([a, ...restOfA]: readonly Sortable[], [b, ...restOfB]: readonly Sortable[]): number {
  if (a === undefined || b === undefined) return 0
  if (a < b) return -1
  return a > b ? 1 : compare(restOfA, restOfB)
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { writeCsv } from '../kernel/sheets/write-csv.ts'
import { orderView } from '../order-desk/order-view.ts'
import { shipToOf } from '../orders/load-order.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { PACKING_HEADS, packingRows } from './packing-list.ts'

export const WriteOrderFile = z.object({
  purchaseOrder: z.string().min(1),
  /** The mark of the file that its supplier has: where nothing else is asked by now, nothing is written. */
  unless: z.string().optional(),
})

const WHERE = [
  ...(['name', 'company', 'street', 'street2', 'postalCode', 'city', 'region', 'country', 'phone', 'email'] as const),
]
const HEADS = [
  ...PACKING_HEADS,
  ...['ship_by', 'method', 'note', 'name', 'company', 'street', 'street_2', 'postal_code'],
  ...['city', 'region', 'country', 'phone', 'email'],
]

/** What of the address is on the card, too. */
const ON_CARD = ['postalCode', 'city', 'region', 'country']
/** Columns that say how far it is, not what is asked. */
const PROGRESS = ['shipped', 'to_pack'].map(name => (PACKING_HEADS as readonly string[]).indexOf(name))

/**
 * A purchase order for its supplier's own system, a row a line: CSV as `text`. Where its supplier has the customer's
 * address in what is sent to it, that is in it, and that it was handed over is recorded. `outcome` is its number and the
 * mark of what it asks; `text` is empty where that is as before.
 */
export async function writeOrderFile(verb: Verb, input: z.infer<typeof WriteOrderFile>): Promise<Outcome> {
  const { po, order } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const all = await orderView(verb.db, po.orderId)
  const view = all.purchaseOrders.find(one => one.po.id === po.id)
  if (!view) throw new Error(`${po.number} is not among its order’s`)
  const isShown = !order.erasedAt && canMovePurchaseOrder(po, 'see_ship_to')
  const shipTo = isShown ? await shipToOf(verb.db, po.orderId) : null
  const hasAddress = view.supplier.mailsShipTo
  // A plus sign begins a formula, too.
  const where = WHERE.map(key =>
    hasAddress || ON_CARD.includes(key) ? (shipTo?.[key] ?? '').replace(/^\+(?=\d)/, '00') : '',
  )
  const rest = [po.shipBy?.toISOString() ?? '', po.method ?? '', po.note ?? '', ...where]
  const rows = packingRows(view).map(row => [...row, ...rest])
  const asked = rows.map(row => row.filter((_, at) => !PROGRESS.includes(at)))
  const mark = createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16)
  const outcome = `${po.number} ${mark}`
  if (input.unless === mark) return { text: '', outcome }
  if (shipTo && hasAddress)
    await verb.record('purchase_order.ship_to_seen', po.id, { orderId: po.orderId, number: po.number })
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(HEADS, rows)), outcome }
}

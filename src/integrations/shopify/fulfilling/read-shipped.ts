import type { Admin } from '../admin/client.ts'
import {
  AT_ONCE,
  FULFILMENT,
  FULFILMENT_IDS,
  FULFILMENT_PIECES,
  FULFILMENTS,
  type Fulfilment,
  type PiecesPage,
  type Tracking,
} from '../admin/documents/fulfilments.ts'
import type { LinePieces } from './choose.ts'

/** A fulfilment that counts as shipped, with all its numbers and pieces. */
export type Shipped = { id: string; tracking: readonly Tracking[]; pieces: LinePieces }

/** All that an order has shipped; null where the store has no such order. */
export async function readShipped(admin: Admin, order: string): Promise<Shipped[] | null> {
  const { order: found } = await admin.ask(FULFILMENTS, { id: order })
  if (!found) return null
  const shipped: Shipped[] = []
  for (const one of [...found.fulfillments, ...(await readOthers(admin, order, found.fulfillments))])
    if (one.status === 'SUCCESS') shipped.push(await whole(admin, one))
  return shipped
}

/** Those that were too many for one reading. */
async function readOthers(admin: Admin, id: string, read: readonly Fulfilment[]): Promise<Fulfilment[]> {
  if (read.length < AT_ONCE.fulfilments) return []
  const known = new Set(read.map(one => one.id))
  const { order } = await admin.ask(FULFILMENT_IDS, { id })
  const others: Fulfilment[] = []
  for (const { id } of order?.fulfillments ?? []) {
    const { fulfillment } = known.has(id) ? { fulfillment: null } : await admin.ask(FULFILMENT, { id })
    if (fulfillment) others.push(fulfillment)
  }
  return others
}

async function whole(admin: Admin, one: Fulfilment): Promise<Shipped> {
  const cut = one.trackingInfo.length === AT_ONCE.numbers
  const all = (cut && (await admin.ask(FULFILMENT, { id: one.id })).fulfillment) || one
  const pieces = new Map<string, number>()
  let page: PiecesPage | undefined = all.fulfillmentLineItems
  while (page) {
    for (const { lineItem, quantity } of page.nodes)
      pieces.set(lineItem.id, (pieces.get(lineItem.id) ?? 0) + (quantity ?? 0))
    if (!page.pageInfo.hasNextPage) break
    const after: string | null = page.pageInfo.endCursor
    page = (await admin.ask(FULFILMENT_PIECES, { id: one.id, after })).fulfillment?.fulfillmentLineItems
  }
  return { id: one.id, tracking: all.trackingInfo, pieces }
}

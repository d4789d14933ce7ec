import { and, gte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reaction } from '../kernel/asking/reaction.ts'
import { allSupplierRooms } from '../kernel/asking/room.ts'
import { findStanding } from '../kernel/asking/standing.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { idOf } from '../kernel/words/id.ts'
import { hourOf } from '../orders/burst.ts'
import { isToAcknowledge, purchaseOrders } from '../purchase-orders/tables.ts'

const HOUR = 3_600_000
/** So many that are sent to a supplier within a clock hour, and wait, are a burst. */
const BURST = 3

export const GatherNew = z.object({ most: z.int().optional(), skip: z.int().optional() })

/** Notes which suppliers were sent several purchase orders within an hour, once an hour each. By the clock: sending stays as quick as it is. */
export async function gatherNew(verb: Verb): Promise<Outcome> {
  const since = new Date(hourOf(verb.now).getTime() - HOUR)
  const hour = sql<number>`floor(extract(epoch from ${purchaseOrders.sentAt}) / 3600)`.mapWith(Number)
  const found = await verb.db
    .select({ supplierId: purchaseOrders.supplierId, hour, waiting: sql`count(*)`.mapWith(Number) })
    .from(purchaseOrders)
    .where(and(isToAcknowledge, gte(purchaseOrders.sentAt, since)))
    .groupBy(purchaseOrders.supplierId, hour)
    .having(sql`count(*) >= ${BURST}`)
    .orderBy(purchaseOrders.supplierId, hour)
  if (found.length === 0) return { text: 'None.', outcome: 'done' }
  const withRoom = new Set((await allSupplierRooms(verb.db)).map(({ supplierId }) => supplierId))
  const named = found.map(one => ({ ...one, subject: idOf(`new purchase orders ${one.supplierId} ${one.hour}`) }))
  const standing = await findStanding(verb.db, named.map(keyOf))
  const known = new Set(standing.map(({ message }) => message.subject))
  for (const { subject, supplierId, waiting } of named)
    if (withRoom.has(supplierId) && !known.has(subject))
      await verb.record('purchase_orders.gathered', subject, { supplierId, waiting })
  return { text: `${found.length} looked at.`, outcome: 'done' }
}

const keyOf = ({ subject }: { subject: string }) => ({ kind: 'new-purchase-orders', subject })

/** Offers a supplier to answer them together. */
export const offerTogether: Reaction<'purchase_orders.gathered'> = async (speech, { about, data }) =>
  speech.post(keyOf({ subject: about }), await speech.supplierRooms(data.supplierId), gatheredCard(data.supplierId))

/** Without their number: more may come within the hour. */
function gatheredCard(supplierId: string): Card {
  return {
    audience: { supplierId },
    tone: 'neutral',
    title: 'Several new purchase orders',
    summary: 'Each has a card of its own. You can also acknowledge them together: the list comes first.',
    buttons: [{ label: 'Acknowledge all new…', command: 'po.acknowledge', input: { purchaseOrder: 'all' } }],
  }
}

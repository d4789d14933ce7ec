import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { audienceOf } from '../kernel/shapes/actor.ts'
import { countryName } from '../kernel/words/country.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { shipToOf } from '../orders/load-order.ts'
import { mustKnowCustomer } from '../orders/must-know-customer.ts'
import type { ShipToRow } from '../orders/tables.ts'
import { askButton } from './ask-button.ts'
import { longOptions } from './line-words.ts'
import { loadPurchaseOrder } from './load-purchase-order.ts'
import { mustMovePurchaseOrder } from './purchase-order.ts'
import { purchaseOrderLines } from './tables.ts'

export const ShowShipTo = z.object({ purchaseOrder: z.string().min(1) })

/**
 * Opens the full address to the packer, privately, with the personalisation that the card has no room for. That they
 * looked is recorded, what they saw is not.
 */
export async function showShipTo(verb: Verb, input: z.infer<typeof ShowShipTo>): Promise<Outcome> {
  const { po, order } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  if (verb.actor.side === 'supplier') mustMovePurchaseOrder(po, 'see_ship_to')
  mustKnowCustomer(order, 'so there is no address to show')
  const shipTo = await shipToOf(verb.db, po.orderId)
  if (!shipTo) throw new Refusal(`${po.number} has no ship-to on record. Ask the shop’s staff.`)
  const lines = await verb.db
    .select()
    .from(purchaseOrderLines)
    .where(eq(purchaseOrderLines.purchaseOrderId, po.id))
    .orderBy(asc(purchaseOrderLines.position))
  await verb.record('purchase_order.ship_to_seen', po.id, { orderId: po.orderId, number: po.number })
  return {
    text: `The ship-to of ${po.number}.`,
    card: {
      audience: audienceOf(verb.actor),
      tone: 'neutral',
      title: `Ship-to of ${po.number}`,
      summary: 'Only you see this. The record shows that you opened it.',
      body: [addressLines(shipTo).join('\n'), ...longOptions(lines)].join('\n\n'),
      facts: [
        ...(shipTo.phone ? [{ label: 'Phone', value: shipTo.phone }] : []),
        ...(shipTo.email ? [{ label: 'E-mail', value: shipTo.email }] : []),
      ],
      ...(verb.actor.side === 'supplier' && { buttons: [askButton(po.id)] }),
    },
  }
}

/** An address as lines for a label, as the store wrote it: reordering by country would be a guess. */
export function addressLines(shipTo: ShipToRow): readonly string[] {
  const town = [shipTo.postalCode, shipTo.city, shipTo.region].filter(Boolean).join(' ')
  const country = shipTo.country ? countryName(shipTo.country) : null
  return [shipTo.name, shipTo.company, shipTo.street, shipTo.street2, town, country].flatMap(line =>
    line ? [line] : [],
  )
}

import type { Button, Card } from '../kernel/shapes/card.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import type { Offer } from '../purchase-orders/tables.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'

/** `at EUR 4.50 each` or `as BOWL-2 instead` */
export function offerWords({ priceMinor, currency, sku }: Offer): string {
  return sku ? `as ${sku} instead` : `at ${inMoney({ minor: priceMinor ?? 0, currency: currency ?? 'EUR' })} each`
}

/** Asks staff to decide on another price or SKU; once decided it says who did. */
export function offerCard({ po, supplier, lines }: PurchaseOrderView, offer: Offer): Card {
  const decided = offer.acceptedAt ?? offer.refusedAt
  const open = !decided && isLive(po) && !po.shippedAt
  const input = { purchaseOrder: po.id, offer: offer.id }
  const title = lines.find(({ line }) => line.id === offer.orderLineId)?.line.title
  const buttons: readonly Button[] = [
    { label: 'Accept', command: 'po.decide', input: { ...input, answer: 'accept' }, style: 'primary' },
    { label: 'Refuse', command: 'po.decide', input: { ...input, answer: 'refuse' }, style: 'danger' },
  ]
  return {
    audience: 'staff',
    tone: open ? 'warning' : 'neutral',
    title: `${po.number}: another ${offer.sku ? 'SKU' : 'price'} offered`,
    summary: `${supplier.name} offers ${offer.quantity} × ${title} ${offerWords(offer)} (${offer.offeredBy}).`,
    ...(decided && {
      context: [`${offer.acceptedAt ? 'Accepted' : 'Refused'} by ${offer.decidedBy} `, { at: decided.toISOString() }],
    }),
    ...(!open && !decided && { context: 'There is nothing left to decide.' }),
    buttons: open ? buttons : [],
  }
}

/** Tells the supplier what staff decided. */
export function decidedCard(
  { po, supplier }: PurchaseOrderView,
  number: string,
  what: string,
  accepted: boolean,
): Card {
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: accepted ? 'good' : 'warning',
    title: `${number}: your offer was ${accepted ? 'accepted' : 'refused'}`,
    summary: accepted
      ? `The shop accepts ${what}.`
      : `The shop refuses ${what}. Please ship what was asked for, or decline those pieces.`,
  }
}

/** Tells staff what a supplier answered by line, and lets them ask another for what it can't ship. */
export function answeredCard(
  { order, open }: OrderView,
  { po, supplier }: PurchaseOrderView,
  { what, note, revision, by }: { what: string; note: string | null; revision: number; by: string },
): Card {
  const loose = open.length > 0 && !order.cancelledAt
  return {
    audience: 'staff',
    tone: loose ? 'warning' : 'neutral',
    title: `${po.number} was answered by line`,
    summary: `${supplier.name}: ${what}${note ? ` “${note}”` : ''} (${by}${revision > 1 ? `, answer ${revision}` : ''})`,
    buttons: [
      ...(loose
        ? [
            {
              label: 'Forward to…',
              command: 'order.forward',
              input: { order: order.id },
              asks: ['supplier', 'skus'],
              style: 'primary' as const,
            },
          ]
        : []),
      { label: 'Story', command: 'order.show', input: { order: order.id } },
    ],
  }
}

/** Tells a supplier which pieces are no longer wanted from it. */
export function takenBackCard({ po, supplier }: PurchaseOrderView, number: string, what: string): Card {
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: 'warning',
    title: `${number}: pieces taken back`,
    summary: `Please do not ship ${what} of ${number}: the shop took them back.`,
  }
}

import type { Card } from '../kernel/shapes/card.ts'
import { capital } from '../kernel/words/text.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import type { Supplier } from '../suppliers/tables.ts'
import type { LateView } from './late-view.ts'
import type { LateRule } from './rules.ts'
import { dueWords, lateWords } from './words.ts'

type Fallen = readonly { rule: LateRule; dueAt: Date }[]

/** A further breach, as a message in the thread of a case that is known already. */
export function furtherCard({ one, po, supplier }: LateView, fallen: Fallen, audience: Card['audience']): Card {
  const ours = audience === 'staff'
  const zone = ours ? {} : { zone: supplier.zone }
  return {
    audience,
    tone: 'bad',
    title: `${ours ? `${one.number}: ` : ''}${po.number}, ${lateWords(fallen)}`,
    summary: `${capital(lateWords(fallen))}. ${ours ? 'The buttons are above.' : 'Please answer with a button above.'}`,
    facts: fallen.map(({ rule, dueAt }) => ({
      label: dueWords(rule),
      value: { at: dueAt.toISOString(), ...zone },
    })),
  }
}

type Warned = { po: PurchaseOrder; supplier: Supplier }

/** Warns a supplier ahead of its ship-by. It ends when the purchase order ships, or when a newer warning comes. */
export function warningCard({ po, supplier }: Warned, hours: number | null, over: boolean): Card {
  const due = po.shipBy
  const input = { purchaseOrder: po.id }
  const live = !over && due && !po.shippedAt && canMovePurchaseOrder(po, 'add_parcel')
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: live ? 'warning' : 'neutral',
    title: `${po.number} is due to ship soon`,
    summary: live
      ? `${po.number} has not shipped yet and is due${hours ? ` in ${hours} working hours` : ''}.`
      : settled(po),
    ...(due && { facts: [{ label: dueWords('ship'), value: { at: due.toISOString(), zone: supplier.zone } }] }),
    buttons: live
      ? [
          {
            label: 'Add tracking',
            command: 'tracking.add',
            input,
            asks: ['number', 'carrier', 'lines'],
            style: 'primary',
          },
          ...(canMovePurchaseOrder(po, 'promise')
            ? [{ label: 'New ship date', command: 'po.promise', input, asks: ['promised'] }]
            : []),
        ]
      : [],
  }
}

function settled(po: PurchaseOrder): string {
  if (po.shippedAt) return `${po.number} has shipped.`
  return canMovePurchaseOrder(po, 'add_parcel') ? 'See the newer message.' : `${po.number} has nothing more to do.`
}

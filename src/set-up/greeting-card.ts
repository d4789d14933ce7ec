import type { Card } from '../kernel/shapes/card.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { openInWords } from './what-is-open.ts'

/** The first words in a supplier's room: who Waybill is, what to do here, and what is open. */
export function greetingCard({ id, name }: Supplier, open: readonly PurchaseOrder[]): Card {
  return {
    audience: { supplierId: id },
    tone: 'neutral',
    title: 'Hello, I’m Waybill',
    summary: `This is ${name}’s room: the shop’s purchase orders for you arrive here, each as a card with buttons.`,
    lines: [
      { text: 'Acknowledge what you will ship, and add the tracking number once it has shipped.' },
      { text: 'If you can’t ship something, or not in time, say so on its card: the shop reads it at once.' },
      { text: 'Only people the shop has added can act. If I don’t know you, I ask the shop to add you.' },
    ],
    context: open.length > 0 ? `You have ${openInWords(open)}.` : 'Nothing is open yet.',
  }
}

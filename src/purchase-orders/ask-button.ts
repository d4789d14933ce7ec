import type { Button } from '../kernel/shapes/card.ts'

/** Asks the shop about a purchase order: on any of its supplier's cards that has room for it. */
export function askButton(purchaseOrder: string): Button {
  return { label: 'Ask the shop', command: 'po.ask', input: { purchaseOrder }, asks: ['question'] }
}

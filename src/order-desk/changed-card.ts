import type { Card } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { openChanges } from '../purchase-orders/open-changes.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import type { Change } from '../purchase-orders/tables.ts'
import type { OrderView } from './order-view.ts'

type Changed = {
  concerns: readonly string[]
  /** The member of the staff; null where the store changed it. */
  by: string | null
  /** Whether a question was asked because of this change, and not before. */
  isNew: (change: Change) => boolean
}

/** Tells staff what was changed of an order after it had been forwarded, who was asked to follow, and who can not. */
export function changedCard(view: OrderView, { concerns, by, isNew }: Changed): Card {
  const { order } = view
  const live = view.purchaseOrders.filter(({ po }) => isLive(po))
  const gone = live.flatMap(({ po }) => (po.shippedAt ? [po.number] : []))
  const asked = live.flatMap(one => {
    const own = one.po.shippedAt ? [] : openChanges(one).filter(isNew)
    return own.length > 0 ? [{ label: one.po.number, value: own.map(({ what }) => what).join(' ') }] : []
  })
  const says = [
    `${by ?? 'The store'} changed its ${list(concerns)}.`,
    asked.length > 0 &&
      `${list(asked.map(({ label }) => label))} ${asked.length === 1 ? 'was' : 'were'} asked to follow.`,
    gone.length > 0 && `${list(gone)} ${gone.length === 1 ? 'has' : 'have'} shipped already, as it was before.`,
  ]
  const open = view.open.length
  return {
    audience: 'staff',
    tone: gone.length > 0 ? 'bad' : 'warning',
    title: `Order ${order.number} was changed ${by ? `by ${by}` : 'in the store'}`,
    summary: says.filter(Boolean).join(' '),
    facts: asked,
    lines: view.open.map(one => ({
      text: view.lines.find(({ id }) => id === one.id)?.title ?? 'A line',
      quantity: one.quantity,
      detail: 'not with a supplier yet',
    })),
    ...(open > 0 && { body: `${count(open, 'line')} of it ${open === 1 ? 'is' : 'are'} not with a supplier yet.` }),
    buttons: [{ label: 'Story', command: 'order.show', input: { order: order.id } }],
  }
}

import { randomUUID } from 'node:crypto'
import type { Button, Card, CardLine } from '../kernel/shapes/card.ts'
import { count, inFigures } from '../kernel/words/text.ts'
import type { ForwardingPlan } from './plan-forwarding.ts'

/** How many suppliers, and how many orders that are left out, have a line each. */
const LISTED = { suppliers: 14, leftOut: 10 }
const CHOOSE: Button = { label: 'Choose…', command: 'order.plan', input: {}, asks: ['orders'] }

/** What goes to whom, before it does. `waiting`: new orders beyond those that one press takes. */
export function forwardingCard({ ready, suppliers, partly, leftOut }: ForwardingPlan, waiting = 0): Card {
  const made = suppliers.reduce((sum, one) => sum + one.purchaseOrders, 0)
  const forward: Button = {
    label: `Forward ${count(ready.length, 'order')}`,
    command: 'order.forward-all',
    input: { batch: randomUUID(), orders: ready.map(({ id }) => id) },
    style: 'primary',
  }
  const become = `${count(ready.length, 'order')} ${ready.length === 1 ? 'becomes' : 'become'} ${count(made, 'purchase order')}.`
  const says = [
    ready.length > 0 ? become : 'None of these orders can be forwarded.',
    ...(partly > 0
      ? [`${inFigures(partly)} of them ${partly === 1 ? 'has' : 'have'} lines that nobody supplies yet.`]
      : []),
    ...(leftOut.length > 0 ? [`Left out: ${inFigures(leftOut.length)}.`] : []),
    ...(waiting > 0 ? [`${count(waiting, 'more order')} can be forwarded after these.`] : []),
  ]
  return {
    audience: 'staff',
    tone: leftOut.length > 0 ? 'warning' : 'neutral',
    title: 'Forward orders',
    summary: says.join(' '),
    lines: [...supplierLines(suppliers), ...leftOutLines(leftOut)],
    buttons: [...(ready.length > 0 ? [forward] : []), CHOOSE],
  }
}

function supplierLines(suppliers: ForwardingPlan['suppliers']): readonly CardLine[] {
  const rest = suppliers.slice(LISTED.suppliers)
  const others = rest.reduce((sum, one) => sum + one.purchaseOrders, 0)
  return [
    ...suppliers.slice(0, LISTED.suppliers).map(({ name, purchaseOrders, hasRoom }) => ({
      text: name,
      quantity: purchaseOrders,
      ...(!hasRoom && { detail: 'No room yet: they wait as drafts.' }),
    })),
    ...(rest.length > 0 ? [{ text: count(rest.length, 'other supplier'), quantity: others }] : []),
  ]
}

function leftOutLines(leftOut: ForwardingPlan['leftOut']): readonly CardLine[] {
  const rest = leftOut.length - LISTED.leftOut
  return [
    ...leftOut.slice(0, LISTED.leftOut).map(({ number, why }) => ({ text: `${number} stays`, detail: why })),
    ...(rest > 0 ? [{ text: `${inFigures(rest)} more stay` }] : []),
  ]
}

import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Command, Outcome, Verb } from '../kernel/asking/command.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, inFigures } from '../kernel/words/text.ts'
import { namesAll, severalNames } from '../orders/named-orders.ts'
import type { Acknowledge } from '../purchase-orders/acknowledge.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { acknowledgeAll } from './acknowledge-all.ts'
import { countNewPurchaseOrders, newPurchaseOrders } from './new-purchase-orders.ts'

/** Most that a list names, all of them before the reader’s eyes. */
const MOST_LISTED = 100
const CHOOSE: Button = {
  ...{ label: 'Choose…', command: 'po.acknowledge-all', input: {} },
  asks: ['purchaseOrders', 'promised'],
}

type Acknowledging = Command<typeof Acknowledge>

/** The same command, which also takes several numbers, and of `all` shows what that is. */
export function alsoSeveral(command: Acknowledging): Acknowledging {
  return {
    ...command,
    async run(verb: Verb, input: z.output<typeof Acknowledge>): Promise<Outcome> {
      const { purchaseOrder, promised } = input
      if (namesAll(purchaseOrder)) return listNew(verb)
      const names = severalNames(purchaseOrder)
      return names.length > 0
        ? acknowledgeAll(verb, { purchaseOrders: names.join(' '), promised })
        : command.run(verb, input)
    },
  }
}

async function listNew({ db, actor }: Verb): Promise<Outcome> {
  if (actor.side !== 'supplier') throw new Refusal('Name the purchase orders, such as 1042-A 1043-A.', 'purchaseOrder')
  const listed = await newPurchaseOrders(db, actor.supplierId, MOST_LISTED)
  if (listed.length === 0) return { text: 'Nothing waits for your acknowledgement.' }
  const all = listed.length < MOST_LISTED ? listed.length : await countNewPurchaseOrders(db, actor.supplierId)
  const card = newPurchaseOrdersCard(actor.supplierId, listed, all)
  return { text: card.summary, card }
}

/** Names every purchase order that its buttons acknowledge: one that comes later is not among them. Pure but for an id. */
function newPurchaseOrdersCard(supplierId: string, listed: readonly PurchaseOrder[], waiting: number): Card {
  const first = waiting > listed.length ? ` These are the first ${inFigures(listed.length)}.` : ''
  const wait = `${count(waiting, 'purchase order')} ${waiting === 1 ? 'waits' : 'wait'}`
  const input = { batch: randomUUID(), purchaseOrders: listed.map(({ id }) => id) }
  const all = { command: 'po.acknowledge-all', input }
  return {
    audience: { supplierId },
    tone: 'waiting',
    title: 'New purchase orders',
    summary: `${wait} for your acknowledgement.${first}`,
    body: listed.map(({ number }) => number).join(' · '),
    buttons: [
      { ...all, label: `Acknowledge ${inFigures(listed.length)}`, style: 'primary' },
      { ...all, label: 'With a ship date…', asks: ['promised'] },
      CHOOSE,
    ],
  }
}

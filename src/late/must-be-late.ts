import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { lateView } from './late-view.ts'

/** @throws Refusal to take a late case up again of which nothing is late any more: nobody is reminded of what is over. */
export async function mustBeLate({ db }: Verb, one: Case): Promise<void> {
  const { po, stillLate } = await lateView(db, one.id)
  if (stillLate.length === 0) throw new Refusal(`${one.number} stays closed: ${over(po)}`)
}

function over(po: PurchaseOrder): string {
  const { number } = po
  if (po.cancelledAt) return `${number} was withdrawn from its supplier.`
  if (po.declinedAt) return `${number} was declined by its supplier.`
  if (po.shippedAt)
    return `${number} has shipped. If its tracking number is wrong, correct it: /tracking correct ${number} …`
  return `nothing of ${number} is late now. It opens again by itself when something is.`
}

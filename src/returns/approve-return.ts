import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { enter, entriesOf } from '../cases/books.ts'
import { currencyOf } from '../cases/currency-of.ts'
import { nextWarning } from '../cases/deadline.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { expecting } from '../cases/ledger.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { readMoney } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { termsOf } from '../suppliers/in-force.ts'
import { awaitNext } from './await-next.ts'
import { expiryOf } from './expiry.ts'
import { loadReturn } from './load-return.ts'
import { settleTimes } from './settle-times.ts'
import { returns } from './tables.ts'

export const ApproveReturn = z.object({
  case: z.string().min(1),
  /** Where it goes; the agreement's return address, if nothing is said. */
  returnTo: truncated(500).optional(),
  /** The supplier's own number; ours, if nothing is said. */
  rma: z.string().trim().max(60).optional(),
  expires: z.string().trim().optional(),
  /** As it is written: `12.50 USD`; `0` for nothing. */
  credit: z.string().trim().max(40).optional(),
  instructions: truncated(2_000).optional(),
})

/** The supplier takes it back: under which number, where to, until when, and for what credit. */
export async function approveReturn(verb: Verb, input: z.infer<typeof ApproveReturn>): Promise<Outcome> {
  const { one } = await loadReturn(verb, input.case, 'approve')
  await mustNotName(verb, one.orderId, input.returnTo, 'returnTo')
  await mustNotName(verb, one.orderId, input.rma, 'rma')
  await mustNotName(verb, one.orderId, input.instructions, 'instructions')
  const supplier = await supplierById(verb.db, one.supplierId)
  const returnTo = input.returnTo || (await agreedAddress(verb, one.purchaseOrderId))
  if (!returnTo) throw new Refusal('Where does the parcel go? Write the address.', 'returnTo')
  const expiresAt = expiryOf(input.expires, supplier.zone, verb.now)
  const rma = input.rma || one.number
  const by = verb.actor.name
  await verb.db
    .update(returns)
    .set({
      ...{ approvedAt: verb.now, approvedBy: by, rma, expiresAt, returnTo, instructions: input.instructions ?? null },
      warnAt: nextWarning({ from: verb.now, by: expiresAt }, verb.now),
    })
    .where(eq(returns.caseId, one.id))
  if (input.credit) {
    const amount = readMoney(input.credit, await currencyOf(verb.db, one), 'credit')
    await enter(verb, one, expecting(await entriesOf(verb.db, one.id), 'credit', amount, 'credit'))
  }
  await settleTimes(verb, one)
  await awaitNext(verb, one)
  await verb.record('return.approved', one.id, { ...factOf(one), by, rma, expiresAt: expiresAt.toISOString() })
  return { text: `${one.number} is approved. “${rma}” must be written on the parcel.` }
}

async function agreedAddress(verb: Verb, purchaseOrderId: string): Promise<string | null> {
  const [po] = await verb.db.select().from(purchaseOrders).where(eq(purchaseOrders.id, purchaseOrderId))
  return po ? (await termsOf(verb.db, po)).returnTo : null
}

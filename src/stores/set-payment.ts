import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findStore } from './find-store.ts'
import { stores } from './tables.ts'

/** Payments that a store may send before the money is there: how people say them, and the column that says since when. */
export const PAYMENTS = {
  authorized: { label: 'authorized', column: 'sendAuthorizedAt' },
  cod: { label: 'cash on delivery', column: 'sendCashOnDeliveryAt' },
} as const
type Payment = keyof typeof PAYMENTS
const payments = Object.keys(PAYMENTS) as [Payment, ...Payment[]]

export const SetPayment = z.object({
  store: z.string().min(1),
  payment: z.enum(payments),
  setting: z.enum(['send', 'hold']),
})

/** Says whether a store's authorized or cash-on-delivery orders are sent or wait for the money. They wait until somebody says so. */
export async function setPayment(verb: Verb, input: z.infer<typeof SetPayment>): Promise<Outcome> {
  const store = await findStore(verb.db, input.store)
  const { label, column } = PAYMENTS[input.payment]
  const send = input.setting === 'send'
  const what = `Orders of ${store.name} that are ${label}`
  if (send === (store[column] !== null)) return { text: `${what} ${send ? 'are sent' : 'wait'} already.` }
  await verb.db
    .update(stores)
    .set({ [column]: send ? verb.now : null })
    .where(eq(stores.id, store.id))
  await verb.record('store.payment_set', store.id, { payment: input.payment, send })
  return {
    text: send
      ? `${what} may be sent from now on. Those on hold stay there: release them with /order release.`
      : `${what} wait from now on until the store says they are paid.`,
  }
}

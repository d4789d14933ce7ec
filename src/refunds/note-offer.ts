import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { refundById } from './load-refund.ts'
import { storeRefunds } from './tables.ts'
import { offeredWords } from './words.ts'

const Price = z.object({ minor: z.number().int(), currency: z.string() })
const Offer = z.object({
  ...{ price: Price, own: Price, most: Price, taxMinor: z.number().int(), shippingMinor: z.number().int() },
  ...{ terms: z.unknown(), shipping: z.boolean() },
})

export const NoteOffers = z.object({ refund: z.uuid(), offers: z.array(Offer).min(1) })
export const NoteNoOffer = z.object({ refund: z.uuid(), why: z.string() })

/** The store said what it would refund: the case shows it, for staff to press. */
export async function noteOffers(verb: Verb, input: z.infer<typeof NoteOffers>): Promise<Outcome> {
  const { one, refund, store, fact } = await refundById(verb, input.refund)
  if (refund.status !== 'wanted') return { text: 'Nobody waits for that any more.' }
  const { offers } = input
  await verb.db.update(storeRefunds).set({ status: 'offered', offers }).where(eq(storeRefunds.id, refund.id))
  const amounts = offers.map(offeredWords)
  await verb.record('refund.offered', one.id, { ...fact, amounts })
  return { text: `${store} would refund ${amounts.join(' or ')}.` }
}

/** The store would refund nothing, or doesn't say. */
export async function noteNoOffer(verb: Verb, { refund: id, why }: z.infer<typeof NoteNoOffer>): Promise<Outcome> {
  const { one, refund, fact } = await refundById(verb, id)
  if (refund.status !== 'wanted') return { text: 'Nobody waits for that any more.' }
  await verb.db.update(storeRefunds).set({ status: 'ended', why }).where(eq(storeRefunds.id, id))
  await verb.record('refund.not_offered', one.id, { ...fact, why })
  return { text: why }
}

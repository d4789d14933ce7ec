import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ask, Delivery } from '../../kernel/asking/command.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import { text } from '../../kernel/shapes/lenient.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import { identifyOrder, type OrderSource, readOrder, readStore } from './read.ts'

export const wooCommerce: Actor = { side: 'system', name: 'WooCommerce' }

/** What WordPress sends in place of an order when the user who made the webhook may no longer see orders. */
const RestError = z.object({ code: z.string(), message: z.string(), id: z.undefined().optional() })

/** The sentence of a REST error that came as an order; null for anything else. */
export function errorIn(payload: unknown): string | null {
  const { data } = RestError.safeParse(payload)
  return data ? cut(data.message, 200) : null
}

/**
 * Takes what a store says of one order: it comes in, changes, is deleted, or is turned away with its sentence.
 * @returns what became of it, a word.
 */
export async function takeOrder(ask: Ask, payload: unknown, source: OrderSource, event: string): Promise<string> {
  const known = identifyOrder(payload)
  if (!known) return 'ignored'
  const [store, { externalId, number }] = [readStore(source.site), known]
  if (isGone(payload, event) || known.status === 'trash')
    return (await ask('order.delete', { store, externalId }, wooCommerce)).outcome ?? 'done'
  // It may be restored more than once, with the same words.
  const delivery = event === 'restored' ? undefined : deliveryOf(source.site, payload)
  try {
    const order = readOrder(payload, source)
    if (!order) return 'ignored'
    return (await ask('order.receive', order, wooCommerce, delivery)).outcome ?? 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const turnedAway = { store, externalId, number: cut(number, 64), why: error.message }
    await ask('order.turn-away', turnedAway, wooCommerce, delivery)
    return 'turned-away'
  }
}

/** Of what was deleted WooCommerce sends the id alone. */
const isGone = (payload: unknown, event: string) =>
  event === 'deleted' && z.strictObject({ id: text }).safeParse(payload).success

/** WooCommerce gives a delivery no lasting id. The same content twice is the same delivery, whichever webhook brings it. */
function deliveryOf(site: string, payload: unknown): Delivery {
  const content = JSON.stringify(payload)
  return { source: 'woocommerce', key: createHash('sha256').update(`${site} ${content}`).digest('hex') }
}

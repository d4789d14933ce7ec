import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ask, Delivery } from '../../kernel/asking/command.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import type { IncomingOrder } from '../../orders/incoming-order.ts'
import type { OrderSource } from './read.ts'
import { reportOf } from './report.ts'

export const wooCommerce: Actor = { side: 'system', name: 'WooCommerce' }

/** What WordPress sends in place of an order when the user who made the webhook may no longer see orders. */
const RestError = z.object({ code: z.string(), message: z.string(), id: z.undefined().optional() })

/** The sentence of a REST error that came as an order; null for anything else. */
export function errorIn(payload: unknown): string | null {
  const { data } = RestError.safeParse(payload)
  return data ? cut(data.message, 200) : null
}

/**
 * Takes what a webhook says of one order: it comes in, changes, is deleted, or is turned away with its sentence.
 * @returns what became of it, a word.
 */
export async function takeOrder(ask: Ask, payload: unknown, source: OrderSource, event: string): Promise<string> {
  const reported = reportOf(payload, source, event)
  if (!reported) return 'ignored'
  // It may be restored more than once, with the same words.
  const delivery = event === 'restored' ? undefined : deliveryOf(source.site, payload)
  const asked = async (name: string, input: unknown, once?: Delivery) =>
    (await ask(name, input, wooCommerce, once)).outcome ?? 'done'
  if ('deleted' in reported) return asked('order.delete', reported.deleted)
  if ('unreadable' in reported) return asked('order.turn-away', reported.unreadable, delivery)
  try {
    return await asked('order.receive', reported.order, delivery)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { store, externalId, number } = reported.order as IncomingOrder
    return asked('order.turn-away', { store, externalId, number: cut(number, 64), why: error.message }, delivery)
  }
}

/** WooCommerce gives a delivery no lasting id. The same content twice is the same delivery, whichever webhook brings it. */
function deliveryOf(site: string, payload: unknown): Delivery {
  const content = JSON.stringify(payload)
  return { source: 'woocommerce', key: createHash('sha256').update(`${site} ${content}`).digest('hex') }
}

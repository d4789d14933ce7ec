import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { ALREADY_DONE, areFirst } from '../kernel/asking/deliveries.ts'
import { parseInput } from '../kernel/asking/parse-input.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { ReceiveOrder, receiveOrder } from './receive-order.ts'

/** How many are taken in one transaction. */
export const MOST_AT_ONCE = 500

export const ReceiveOrders = z.object({
  /** Each what `order.receive` takes, and its `delivery` where it has one; each is read and answered for itself. */
  orders: z.array(z.unknown()).min(1).max(MOST_AT_ONCE),
})

const Telling = {
  input: ReceiveOrder.extend({ delivery: z.object({ source: z.string(), key: z.string() }).optional() }),
  args: {},
}

/**
 * Takes many orders, each as `order.receive` would and in their order. `each` says what became of them: an outcome of
 * `order.receive`, `refused`, or `again` for a delivery that was heard before. One that is refused changes nothing.
 */
export async function receiveOrders(verb: Verb, { orders }: z.infer<typeof ReceiveOrders>): Promise<Outcome> {
  const each: { text: string; outcome: string }[] = []
  for (const one of orders) each.push(await receiveOne(verb, one))
  return { text: `${count(orders.length, 'order')} read.`, each }
}

async function receiveOne(verb: Verb, told: unknown) {
  try {
    const { delivery, ...incoming } = parseInput(Telling, told)
    const facts: (() => Promise<void>)[] = []
    const record: Verb['record'] = async (...fact) => void facts.push(() => verb.record(...fact))
    const { text, outcome = 'received' } = await verb.db.transaction(async db => {
      if (delivery && !(await areFirst(db, [delivery], verb.now))[0]) return ALREADY_DONE
      return receiveOrder({ ...verb, db, record }, incoming)
    })
    for (const tell of facts) await tell()
    await verb.follow()
    return { text, outcome }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { text: error.message, outcome: 'refused' }
  }
}

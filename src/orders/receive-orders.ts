import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { ALREADY_DONE, areFirst, forget } from '../kernel/asking/deliveries.ts'
import { parseClean } from '../kernel/asking/parse-input.ts'
import { followGrowth } from '../kernel/ground/follow-growth.ts'
import { notRefused, orRefusal, Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { ReceiveOrder } from './receive-order.ts'
import { type Taken, takeTogether } from './take-together.ts'

/** How many are taken in one transaction. */
export const MOST_AT_ONCE = 500

export const ReceiveOrders = z.object({
  /** Each what `order.receive` takes, and its `delivery` where it has one; each is read and answered for itself. */
  orders: z.array(z.unknown()).min(1).max(MOST_AT_ONCE),
  /** One message shows the new orders of all asks with this id, in place of a card each: for an import. */
  list: z.uuid().optional(),
})

/** From so many on, tables may have outgrown what the database knows of them. */
const MANY = 100

const delivery = z.object({ source: z.string(), key: z.string() }).optional()
const Told = { input: ReceiveOrder.extend({ delivery }), args: {} }

/**
 * Takes many orders, each as `order.receive` would and in their order. `each` says what became of them: an outcome of
 * `order.receive`, `refused`, or `again` for a delivery that was heard before. One that is refused changes nothing.
 */
export async function receiveOrders(verb: Verb, { orders, list }: z.infer<typeof ReceiveOrders>): Promise<Outcome> {
  const read = orders.map(told => orRefusal(() => parseClean(Told, told)))
  const sound = notRefused(read)
  const delivered = sound.flatMap(one => (one.delivery ? [{ one, delivery: one.delivery }] : []))
  const first = await areFirst(
    verb.db,
    delivered.map(({ delivery }) => delivery),
    verb.now,
  )
  const again = new Set(delivered.filter((_, at) => !first[at]).map(({ one }) => one))
  const fresh = sound.filter(one => !again.has(one))
  const taken = await takeTogether(
    verb,
    fresh.map(({ delivery, agreed, ...incoming }) => ({ incoming, agreed })),
    list,
  )
  const by = new Map<unknown, Taken>(fresh.map((one, at) => [one, taken[at] as Taken]))
  // What was refused may be asked otherwise under the same delivery.
  const refused = delivered.filter(({ one }) => by.get(one) instanceof Refusal)
  await forget(
    verb.db,
    refused.map(({ delivery }) => delivery),
  )
  if (fresh.length >= MANY) await followGrowth(verb.db)
  const each = read.map(one => sayTaken(one instanceof Refusal ? one : (by.get(one) ?? ALREADY_DONE)))
  return { text: `${count(orders.length, 'order')} read.`, each }
}

/** What is answered about one of many. */
export const sayTaken = (one: Taken) => (one instanceof Refusal ? { text: one.message, outcome: 'refused' } : one)

import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { IncomingOrder } from './incoming-order.ts'
import { takeTogether } from './take-together.ts'

export const ReceiveOrder = IncomingOrder.extend({
  /** Whether who imports a file has seen how it differs from what is here. */
  agreed: z.boolean().default(false),
})

/**
 * Takes an order as its store tells it now: new, changed or cancelled. Idempotent, and safe against any order of arrival:
 * what is older than what we have changes nothing.
 * `outcome`: received | updated | unchanged | cancelled | turned-away | passed-over | differs.
 */
export async function receiveOrder(
  verb: Verb,
  { agreed, ...incoming }: z.infer<typeof ReceiveOrder>,
): Promise<Outcome> {
  const [taken] = await takeTogether(verb, [{ incoming, agreed }])
  if (!taken || taken instanceof Refusal) throw taken
  return taken
}

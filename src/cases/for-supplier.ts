import { heldBecause } from '../conversations/hold-back.ts'
import { personalDataIn } from '../conversations/personal-data.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { shipToOf } from '../orders/load-order.ts'

/**
 * What staff write for a supplier stands in a room: it must not name the customer's street, phone or e-mail. Every field
 * that a supplier reads is looked through so; what a supplier writes itself is not.
 * @throws Refusal on `field` that says what it names.
 */
export async function mustNotName(verb: Verb, orderId: string, text: string | undefined, field: string): Promise<void> {
  if (!text || verb.actor.side === 'supplier') return
  const shipTo = await shipToOf(verb.db, orderId)
  const names = shipTo ? personalDataIn(text, shipTo) : []
  if (names.length > 0) throw new Refusal(`This includes ${heldBecause(names)}. Remove it before sending.`, field)
}

import type { Verb } from '../kernel/asking/command.ts'
import { list } from '../kernel/words/text.ts'
import { shipToOf } from '../orders/load-order.ts'
import { personalDataIn } from './personal-data.ts'
import type { Conversation } from './tables.ts'

/** What of the customer's own staff's words name; nothing of a supplier's are looked at, who have it from the staff. */
export async function namedIn(
  { db, actor }: Verb,
  conversation: Conversation,
  text: string,
): Promise<readonly string[]> {
  if (actor.side !== 'staff') return []
  const shipTo = await shipToOf(db, conversation.orderId)
  return shipTo ? personalDataIn(text, shipTo) : []
}

/** `the customer’s street and phone` */
export function heldBecause(names: readonly string[]): string {
  return `the customer’s ${list(names)}`
}

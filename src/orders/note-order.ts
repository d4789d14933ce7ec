import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from './load-order.ts'

export const NoteOrder = z.object({ order: z.string().min(1), note: z.string().trim().min(1).pipe(truncated(10_000)) })

/** Writes a note for staff on an order. It stays with staff: no supplier's card is drawn from it. */
export async function noteOrder(verb: Verb, { order: named, note }: z.infer<typeof NoteOrder>): Promise<Outcome> {
  const order = await loadOrder(verb.db, named)
  await verb.record('order.noted', order.id, { note })
  return { text: `Noted on order ${order.number}, for staff only.` }
}

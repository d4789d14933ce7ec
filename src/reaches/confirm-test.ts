import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findTest } from './find-test.ts'

export const ConfirmTest = z.object({ test: z.uuid() })

/** Somebody at the supplier says that the card on trial arrived. */
export async function confirmTest(
  { db, actor, record }: Verb,
  { test }: z.infer<typeof ConfirmTest>,
): Promise<Outcome> {
  const found = await findTest(db, test)
  if (actor.side !== 'supplier' || found?.supplier.id !== actor.supplierId)
    throw new Refusal('That test is not here any more.')
  const roomId = actor.roomId ?? ''
  if (!found.ways.some(({ room, answeredBy }) => room.id === roomId && answeredBy))
    await record('reach.test_answered', test, { roomId, name: actor.name })
  return { text: 'Thank you. The shop knows that it reaches you here.' }
}

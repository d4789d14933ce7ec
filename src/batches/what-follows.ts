import { asc, eq } from 'drizzle-orm'
import type { OwnReactions, Speech } from '../kernel/asking/reaction.ts'
import { type Room, rooms } from '../kernel/ground/tables.ts'
import { type Actor, audienceOf } from '../kernel/shapes/actor.ts'
import { batchCard } from './batch-card.ts'
import { batches, batchItems } from './tables.ts'

/** Shows in the room where it was asked how far a batch is. */
async function showBatch(speech: Speech, { about }: { about: string }): Promise<void> {
  const [batch] = await speech.read.select().from(batches).where(eq(batches.id, about))
  if (!batch) return
  const items = await speech.read
    .select()
    .from(batchItems)
    .where(eq(batchItems.batchId, about))
    .orderBy(asc(batchItems.position))
  const { askedBy } = batch
  await speech.post(
    { kind: 'batch', subject: about },
    await roomsOf(speech, askedBy),
    batchCard({ batch, items }, audienceOf(askedBy)),
  )
}

/** The room where they asked, unless it has become somebody else’s since. */
async function roomsOf({ read, staffRooms }: Speech, asker: Actor): Promise<readonly Room[]> {
  const roomId = asker.side === 'system' ? null : asker.roomId
  const [room] = roomId ? await read.select().from(rooms).where(eq(rooms.id, roomId)) : []
  if (asker.side !== 'supplier') return room?.side === 'staff' ? [room] : staffRooms('orders')
  return room?.supplierId === asker.supplierId ? [room] : []
}

/** What follows while many things are done at once. */
export const batchReactions = {
  'batch.started': [showBatch],
  'batch.advanced': [showBatch],
} satisfies OwnReactions

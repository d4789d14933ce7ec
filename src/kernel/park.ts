import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { command, type Outcome, type Verb } from './command.ts'
import { rooms } from './tables.ts'

const Parked = z.object({ roomId: z.string(), why: z.string() })

async function nameOf({ db }: Verb, roomId: string): Promise<string> {
  const [room] = await db.select().from(rooms).where(eq(rooms.id, roomId))
  return room ? `#${room.name} (${room.chat})` : roomId
}

/** A room cannot be posted to: said once; its messages wait until it can. */
async function parkRoom(verb: Verb, { roomId, why }: z.infer<typeof Parked>): Promise<Outcome> {
  await verb.record('room.parked', roomId, { room: await nameOf(verb, roomId), why })
  return { text: 'Recorded.' }
}

/** A message was refused by the chat for good. */
async function parkMessage(verb: Verb, { roomId, why }: z.infer<typeof Parked>): Promise<Outcome> {
  await verb.record('message.parked', roomId, { room: await nameOf(verb, roomId), why })
  return { text: 'Recorded.' }
}

const shared = { who: ['system'] as const, input: Parked, args: {}, examples: [], hidden: true as const }

/** What the outbox itself asks. */
export const outboxCommands = {
  'room.park': command({
    ...shared,
    title: 'Park a room',
    does: 'Record that a room cannot be posted to.',
    run: parkRoom,
  }),
  'message.park': command({
    ...shared,
    title: 'Park a message',
    does: 'Record that a chat refused a message.',
    run: parkMessage,
  }),
}

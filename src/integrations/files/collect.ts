import { and, eq, isNotNull } from 'drizzle-orm'
import pLimit from 'p-limit'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Log } from '../../kernel/ground/log.ts'
import { type Room, rooms } from '../../kernel/ground/tables.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import { NoRoom } from '../../kernel/shapes/chat.ts'
import { type Folder, isUnfinished } from './folder.ts'
import type { InFolder } from './open-folder.ts'
import { takeFile } from './take-file.ts'

type Parts = { db: Db; ask: Ask; log: Log; now: () => Date; inFolder: InFolder }

/** How many folders are looked into at once. */
const ABREAST = 4

/**
 * Looks into every supplier's folder for tracking numbers. A file is taken once it has stayed as it was from one look to
 * the next, so that nobody reads half of one.
 */
export function collecting(parts: Parts): () => Promise<void> {
  const { db, ask, log } = parts
  const seen = new Map<string, string>()
  /** Folders that a look found shut. */
  const shut = new Set<string>()
  const look = async (room: Room) => {
    const { chat, channel } = room
    try {
      await parts.inFolder(channel, folder => collect(parts, room, folder, seen))
      if (shut.delete(channel)) await ask('room.regain', { chat, channel }, waybill)
    } catch (error) {
      if (!(error instanceof NoRoom)) return log.warn({ err: error, room: room.id }, 'a folder could not be read')
      shut.add(channel)
      await ask('room.lose', { chat, channel, why: error.message }, waybill)
    }
  }
  return async () => {
    const turn = pLimit(ABREAST)
    const theirs = and(eq(rooms.chat, 'files'), isNotNull(rooms.supplierId))
    const all = await db.select().from(rooms).where(theirs)
    await Promise.all(all.map(room => turn(() => look(room))))
  }
}

async function collect(parts: Parts, room: Room, folder: Folder, seen: Map<string, string>): Promise<void> {
  for (const file of await folder.list('tracking')) {
    if (file.size === 0 || isUnfinished(file.name)) continue
    const name = `${room.id}/${file.name}`
    const state = `${file.size} ${file.modified}`
    if (seen.get(name) === state && (await takeFile(parts, room, folder, file))) seen.delete(name)
    else seen.set(name, state)
  }
}

import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { eq, min } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../../src/kernel/ground/db.ts'
import { open } from '../../../src/kernel/ground/open.ts'
import { messages, outbox, rooms } from '../../../src/kernel/ground/tables.ts'
import { testDatabase } from '../../stage/database.ts'
import { finished, inDoubt, NOT_HEARD_OF, type Place, scratch, start } from './killing.ts'
import { readAll } from './lasting-chat.ts'

const KILLS = 20
/** New orders in the life of each process, so that each has something to post. */
const ORDERS = 2
const args = (run: number, from: number) => {
  const orders = ['--from', String(from), '--to', String((run + 1) * ORDERS)]
  return ['--ahead', String(run * NOT_HEARD_OF), ...orders]
}

test('killed over and over between commit and post, it posts every message once, in order, and as it is now', async () => {
  const chat = join(scratch(), 'chat.sqlite')
  const shared = process.env.DATABASE_URL ? await testDatabase() : null
  if (shared) onTestFinished(() => shared.close())
  const place: Place = shared?.url ? { url: shared.url } : { folder: join(scratch(), 'data') }
  let doubts = 0

  for (let run = 0; run < KILLS; run++) doubts += await runAndKill(place, chat, run)
  const last = start('bot-process.ts', place, chat, [...args(KILLS, 1), '--last'])
  doubts += await inDoubt(last)
  expect(await finished(last)).toBe(0)

  const database = shared ?? (await open({ url: null, folder: place.folder ?? '' }))
  await check(database, chat)
  if (!shared) await database.close()
  // Else no kill fell between commit and mark, and nothing was shown.
  expect(doubts).toBeGreaterThan(0)
}, 900_000)

/** Every message of the board stands in the chat once, its last edit as the board has it, rooms in the order owed. */
async function check({ db }: Database, path: string): Promise<void> {
  const said = readAll(path)
  const board = await db
    .select({ id: messages.id, kind: messages.kind, card: messages.card, channel: rooms.channel })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .innerJoin(outbox, eq(outbox.messageId, messages.id))
    .groupBy(messages.id, rooms.channel)
    .orderBy(min(outbox.id))
  const posts = said.filter(one => one.call === 'post')
  // Of more than twenty new orders an hour a message counts the others, until something is done with them.
  expect(board.filter(({ kind }) => kind !== 'new-orders')).toHaveLength((KILLS + 1) * ORDERS * 3)
  for (const channel of ['orders', 'lumen', 'casa'])
    expect(
      posts.filter(one => one.channel === channel).map(one => one.key),
      channel,
    ).toEqual(board.filter(one => one.channel === channel).map(one => one.id))
  expect(posts).toHaveLength(board.length)
  for (const { id, card } of board) {
    const last = said.findLast(one => one.key === id)
    expect(JSON.parse(last?.card ?? 'null')).toEqual(card)
  }
  expect(await db.$count(outbox, eq(outbox.state, 'sent'))).toBe(await db.$count(outbox))
}

/** Answers how many sends the process before it had left in doubt. */
async function runAndKill(place: Place, chat: string, run: number): Promise<number> {
  const child = start('bot-process.ts', place, chat, args(run, Math.max(1, run * ORDERS - 1)))
  const ended = finished(child)
  const doubts = await inDoubt(child)
  // On a slow machine nothing was sent by then: the later runs live longer.
  await setTimeout(randomInt(450 + 100 * run))
  child.kill('SIGKILL')
  // Killed, and not ended by a fault of its own.
  expect(await ended).toBe('SIGKILL')
  return doubts
}

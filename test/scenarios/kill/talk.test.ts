import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { utterances } from '../../../src/conversations/tables.ts'
import type { Database } from '../../../src/kernel/ground/db.ts'
import { open } from '../../../src/kernel/ground/open.ts'
import { messages, outbox } from '../../../src/kernel/ground/tables.ts'
import type { Drawn } from '../../../src/kernel/shapes/chat.ts'
import { testDatabase } from '../../stage/database.ts'
import { finished, inDoubt, NOT_HEARD_OF, type Place, scratch, start } from './killing.ts'
import { readAll } from './lasting-chat.ts'
import { channelOf, readsAtLast } from './talk.ts'

const KILLS = 8
/** New messages in the life of each process. */
const MESSAGES = 8
const LAST = (KILLS + 1) * MESSAGES

test('killed over and over mid-conversation, it brings every message across once, in order, as it was last left', async () => {
  const chat = `${scratch()}/chat.sqlite`
  const shared = process.env.DATABASE_URL ? await testDatabase() : null
  if (shared) onTestFinished(() => shared.close())
  const place: Place = shared?.url ? { url: shared.url } : { folder: `${scratch()}/data` }
  let doubts = 0
  let acknowledged = 0
  const heard = (number: number) => {
    acknowledged = Math.max(acknowledged, number)
  }
  for (let run = 0; run < KILLS; run++) {
    const child = start('talk-process.ts', place, chat, args(run, acknowledged))
    const ended = finished(child)
    doubts += await inDoubt(child, heard)
    await new Promise(resolve => setTimeout(resolve, Math.random() * 450))
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
  }
  const last = start('talk-process.ts', place, chat, [...args(KILLS, acknowledged), '--last'])
  doubts += await inDoubt(last)
  expect(await finished(last)).toBe(0)

  const database = shared ?? (await open({ url: null, folder: place.folder ?? '' }))
  await check(database, chat)
  if (!shared) await database.close()
  // Else no kill fell between the hearing of a message and the marking of its copy, and nothing was shown.
  expect(doubts).toBeGreaterThan(0)
}, 900_000)

/** What was not acknowledged is told again, and a little before that as well. */
function args(run: number, acknowledged: number): readonly string[] {
  const from = Math.max(1, acknowledged - 2)
  return ['--ahead', String(run * NOT_HEARD_OF), '--from', String(from), '--to', String((run + 1) * MESSAGES)]
}

async function check({ db }: Database, path: string): Promise<void> {
  const numbers = Array.from({ length: LAST }, (_, index) => index + 1)
  expect(await db.$count(utterances)).toBe(LAST)
  const said = readAll(path)
  for (const channel of ['support', 'lumen'] as const) {
    const there = said.filter(one => one.channel === channel && (JSON.parse(one.card) as Drawn).isMessage)
    const posted = there.filter(one => one.call === 'post').map(one => one.key)
    expect(new Set(posted).size).toBe(posted.length)
    const shown = posted.map(key => JSON.parse(there.findLast(one => one.key === key)?.card ?? '{}').body)
    expect(shown, channel).toEqual(numbers.filter(number => channelOf(number) !== channel).map(readsAtLast))
  }
  expect(await db.$count(outbox, eq(outbox.state, 'sent'))).toBe(await db.$count(outbox))
  expect(await db.$count(messages, eq(messages.kind, 'utterance'))).toBe(LAST)
}

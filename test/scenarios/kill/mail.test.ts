import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { open } from '../../../src/kernel/ground/open.ts'
import { messages, outbox, rooms } from '../../../src/kernel/ground/tables.ts'
import { testDatabase } from '../../stage/database.ts'
import { type MailServer, mailServer } from '../../stage/mail/mail-server.ts'
import { until } from '../../stage/until.ts'
import { finished, inDoubt, NOT_HEARD_OF, type Place, scratch, start } from './killing.ts'

/** Before the server answers that it has the mail, or after that and before it is marked as sent. */
const KILLS = ['unanswered', 'unmarked'] as const

test('killed after the server has a mail and before that is marked, it sends it again as the same mail', async () => {
  const server = await mailServer()
  onTestFinished(() => server.close())
  const chat = join(scratch(), 'chat.sqlite')
  const shared = process.env.DATABASE_URL ? await testDatabase() : null
  if (shared) onTestFinished(() => shared.close())
  const place: Place = shared?.url ? { url: shared.url } : { folder: join(scratch(), 'data') }

  for (const [run, kill] of KILLS.entries()) await runAndKill(server, place, chat, run, kill)
  const args = ['--port', String(server.port), '--ahead', String(KILLS.length * NOT_HEARD_OF)]
  const last = start('mail-process.ts', place, chat, [...args, '--from', '1', '--to', String(KILLS.length), '--last'])
  expect(await inDoubt(last)).toBe(1)
  expect(await finished(last)).toBe(0)

  const { db, close } = shared ?? (await open({ url: null, folder: place.folder ?? '' }))
  const owed = await db
    .select({ id: messages.id, state: outbox.state })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .innerJoin(outbox, eq(outbox.messageId, messages.id))
    .where(eq(rooms.chat, 'email'))
  if (!shared) await close()
  expect(owed.map(({ state }) => state)).toEqual(KILLS.map(() => 'sent'))
  const taken = server.taken.map(({ parsed }) => ({ subject: parsed.subject, id: parsed.messageId }))
  // Each was in doubt once, and so came twice: as one mail, for a mailbox that knows it by its id.
  const once = Map.groupBy(taken, ({ subject }) => subject)
  expect([...once].map(([subject, mails]) => [subject, mails.map(({ id }) => id)])).toEqual(
    KILLS.map((_, at) => {
      const id = taken.find(({ subject }) => subject === `Purchase order ${at + 1}-A`)?.id
      return [`Purchase order ${at + 1}-A`, [id, id]]
    }),
  )
  expect(new Set(taken.map(({ id }) => id))).toEqual(new Set(owed.map(({ id }) => `<${id}@shop.example>`)))
}, 300_000)

/** One life of it, which takes one order and dies of its mail; the one before left its own in doubt. */
async function runAndKill(
  server: MailServer,
  place: Place,
  chat: string,
  run: number,
  kill: (typeof KILLS)[number],
): Promise<void> {
  const order = String(run + 1)
  const args = ['--port', String(server.port), '--ahead', String(run * NOT_HEARD_OF), '--from', order, '--to', order]
  const child = start('mail-process.ts', place, chat, kill === 'unmarked' ? [...args, '--dies'] : args)
  const ended = finished(child)
  expect(await inDoubt(child)).toBe(run === 0 ? 0 : 1)
  if (kill === 'unanswered') {
    const subject = `Purchase order ${order}-A`
    server.fail({ at: 'silence', subject })
    await until(() => server.taken.some(({ parsed }) => parsed.subject === subject), subject)
    child.kill('SIGKILL')
  }
  expect(await ended).toBe('SIGKILL')
  server.answer()
}

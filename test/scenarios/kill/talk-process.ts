import { setTimeout } from 'node:timers/promises'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { inbox as heard, messages, rooms } from '../../../src/kernel/ground/tables.ts'
import { startInbox } from '../../../src/kernel/hearing/inbox.ts'
import type { Act, Payload } from '../../../src/kernel/shapes/payload.ts'
import { system } from '../../stage/bot.ts'
import { openThreads } from '../../stage/open-threads.ts'
import { mayRefuse, openProcess, tell } from './open-process.ts'
import { deedsOf } from './talk.ts'

/**
 * The bot as a process of its own, to be killed while Mei and Sam write to one another. Like a platform, it is told
 * again what the one before it may not have acknowledged. With `--last` it ends by itself once nothing is owed.
 */
const { bot, chat, database, log, from, to, last, end } = await openProcess()
const { db } = database
await mayRefuse(() => bot.ask('supplier.add', { name: 'Lumen' }, system))
await bot.ask('supplier.room', { supplier: 'Lumen', room: { chat: chat.name, id: 'lumen', name: 'lumen' } }, system)
await bot.ask('supplier.contact', { supplier: 'Lumen', person: { chat: chat.name, id: 'mei', name: 'Mei' } }, system)
await bot.ask('supplier.sku', { supplier: 'Lumen', skus: 'LAMP' }, system)
await bot.ask('chat.hear', { chat: chat.name, hears: true }, system)
await mayRefuse(() => openThreads(bot, database))
const roots = { support: await rootIn('support', 'conversation'), lumen: await rootIn('lumen', 'purchase-order') }
const inbox = startInbox({ db, desk: bot.desk, replies: new Map(), log, heart: bot.heart, now: bot.now })
tell('ready', 0)

for (let number = from; number <= to; number++) {
  for (const [key, channel, act] of deedsOf(number)) await write(key, channel, act)
  tell('heard', number)
}
if (last) {
  // What was left in the inbox is taken up by the sweep that every start begins with.
  while ((await db.$count(heard, isNull(heard.doneAt))) > 0) await setTimeout(20)
  await inbox.stop()
  await end()
}

async function write(key: string, channel: 'support' | 'lumen', act: Record<string, string>): Promise<void> {
  const user = channel === 'lumen' ? 'mei' : 'sam'
  const speaker = { chat: chat.name, user, name: user, channel, roles: [] }
  const told: Payload = { speaker, act: { ...act, thread: roots[channel] } as unknown as Act, reply: {} }
  await inbox.receive(key, told)
}

/** The chat's id of a root card, once it was posted. */
async function rootIn(channel: string, kind: string): Promise<string> {
  for (;;) {
    const [root] = await db
      .select({ ref: messages.ref })
      .from(messages)
      .innerJoin(rooms, eq(rooms.id, messages.roomId))
      .where(and(eq(rooms.channel, channel), eq(messages.kind, kind), isNotNull(messages.ref)))
    if (root?.ref) return root.ref
    await setTimeout(10)
  }
}

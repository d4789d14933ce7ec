import { and, eq } from 'drizzle-orm'
import { receivedMails } from '../../src/integrations/email/receive/tables.ts'
import { portalAnswers } from '../../src/integrations/portal/tables.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { messages, rooms } from '../../src/kernel/ground/tables.ts'
import { idOf } from '../../src/kernel/words/id.ts'
import { mailReplies } from '../../src/mails/tables.ts'
import { system } from '../stage/bot.ts'
import { note, QUORRA, type Stage } from './a-customer.ts'

/** A mail about a purchase order came from somebody unknown, and is here as it came and as staff see it; a page answered too. */
export async function isMailedAbout(db: Db, { bot, settles }: Stage): Promise<void> {
  const [found] = await db
    .select({ id: messages.id, subject: messages.subject, room: rooms.id })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(eq(messages.kind, 'purchase-order'), eq(rooms.channel, 'lumen')))
  if (!found) throw new Error('no purchase order was sent')
  const id = idOf('a planted mail')
  const { email = '' } = QUORRA
  const row = { id, via: 'test', to: email, from: email, raw: Buffer.from(note()), messageId: found.id }
  await db.insert(receivedMails).values({ ...row, receivedAt: bot.now(), doneAt: bot.now(), outcome: 'stray' })
  const from = { address: email, name: note() }
  const words = { subject: note(), text: note(), whole: note(), lacks: [note()] }
  const about = { kind: 'purchase-order', subject: found.subject }
  await bot.ask(
    'mail.receive',
    { mail: id, at: bot.now().toISOString(), from, ...words, room: found.room, about },
    system,
  )
  await writes({ bot, settles }, db)
  // What a supplier’s page answered to an act is kept for a day.
  const answer = { kind: 'said' as const, text: `1042-A: ${note()}` }
  await db.insert(portalAnswers).values({ id: 'an answer', session: 's', answer, tokens: [], madeAt: bot.now() })
  await settles()
}

/** The customer wrote to the shop, once about the order and once about none, and staff answered, which came back. */
async function writes({ bot, settles }: Pick<Stage, 'bot' | 'settles'>, db: Db): Promise<void> {
  const { email = '' } = QUORRA
  const file = await keepFile(db, { name: 'planted.png', bytes: Buffer.from('planted: a broken lamp') }, bot.now())
  const at = bot.now().toISOString()
  const from = { address: email.toLowerCase(), name: QUORRA.name }
  const words = { text: note(), whole: note(), lacks: [note()], files: [{ file, name: 'planted.png' }] }
  const head = { externalId: 'planted-1@mail.example', answers: ['planted-0@mail.example'], answersOurs: [] }
  const sent = { at, from, sentTo: 'help@shop.example', ...words, ...head, reply: null, isDoubtful: false }
  const mail = idOf('a customer’s planted mail')
  const row = { id: mail, via: 'test', to: email, from: email, receivedAt: bot.now(), doneAt: bot.now() }
  await db.insert(receivedMails).values({ ...row, outcome: 'customer' })
  await bot.ask('mail.receive-customers', { ...sent, mail, subject: `1042 ${note()}` }, system)
  await bot.ask('mail.receive-customers', { ...sent, mail: idOf('a stray planted mail'), subject: note() }, system)
  bot.mailers.set('email', { send: () => Promise.reject(new Error('nothing is sent here')) })
  await bot.ask('mail.reply', { mail, text: `Dear Quorra,\n${note()}`, files: [file] }, system)
  const [reply] = await db.select().from(mailReplies)
  await bot.ask('mail.settle-reply', { reply: reply?.id, why: note() }, system)
  await settles()
}

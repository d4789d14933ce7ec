import { execFile } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asc } from 'drizzle-orm'
import { ImapFlow } from 'imapflow'
import { type ParsedMail, simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { email } from '../../src/integrations/email/index.ts'
import { mailboxes, receivedMails } from '../../src/integrations/email/receive/tables.ts'
import type { Connection, Offered } from '../../src/kernel/connecting/integration.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { type Inbox, startInbox } from '../../src/kernel/hearing/inbox.ts'
import { enclosing } from '../../src/papers/enclose.ts'
import { openAccess } from '../../src/reaches/access-links.ts'
import { actsIn } from '../../src/suppliers/acts-in.ts'
import { aShop } from '../stage/a-shop.ts'
import { textIn } from '../stage/text-of.ts'
import { until } from '../stage/until.ts'

const [smtp = '', imap = '', folder = ''] = (process.env.WAYBILL_MAIL_SERVERS ?? '').split(' ')
if (!folder) throw new Error('Run .ci/mail-servers, which starts the servers that these tests need.')

const ADDRESS = 'orders@lumen.example'
const shop = aShop()
let connection: Connection
let inbox: Inbox

beforeEach(async () => {
  const { db } = shop.database
  const { ask, desk, now } = shop.bot
  const log = openLog('silent')
  inbox = startInbox({ db, desk, replies: new Map(), log, now })
  const { plan, wrong } = email.read(
    {
      ...{ MAIL_FROM: 'Shop orders <shop@shop.example>', MAIL_SECRET: 's'.repeat(32) },
      SMTP_URL: `smtp://shop%40shop.example:right@127.0.0.1:${smtp}`,
      IMAP_URL: `imap://replies%40shop.example:right@127.0.0.1:${imap}/INBOX`,
    },
    { host: '', proxies: [], bridge: false, hasChat: true },
  )
  expect(wrong).toEqual([])
  const business = {
    access: openAccess(db, now, ask),
    enclose: enclosing(db, ask, now),
    actsIn: (chat: string, user: string) => actsIn(db, chat, user),
  }
  const offered = {
    db,
    ask,
    now,
    log,
    desk,
    inbox: () => inbox,
    isOpen: () => true,
    ownUrl: () => 'https://w.example',
    failed: fails,
    business,
  }
  connection = (await plan?.connect(offered as unknown as Offered)) ?? {}
  if (connection.chat) shop.bot.chats.set('email', connection.chat)
  await connection.start?.()
  await until(async () => (await shop.database.db.$count(mailboxes)) === 1, 'the mailbox to be opened')
  await shop.ask('supplier.reach', { supplier: 'Lumen', kind: 'email', what: ADDRESS })
})
afterEach(async () => {
  await connection.stop?.()
  await inbox.stop()
})
const fails = (error: unknown) => {
  throw error
}

/** What came to that mailbox, by subject. */
async function mailTo(user: string, subject: string): Promise<ParsedMail> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: Number(imap),
    secure: false,
    auth: { user, pass: 'right' },
    logger: false,
  })
  await client.connect()
  try {
    await client.mailboxOpen('INBOX')
    return await until(async () => {
      await client.noop()
      for await (const { source } of client.fetch('1:*', { source: true })) {
        const mail = await simpleParser(source ?? '')
        if (mail.subject === subject) return mail
      }
      return undefined
    }, `“${subject}” for ${user}`)
  } finally {
    await client.logout()
  }
}
/** As the supplier’s own mail program sends it, through the same server. */
async function answers({ messageId = '', replyTo, subject }: ParsedMail, text: string): Promise<void> {
  const program = createTransport({
    host: '127.0.0.1',
    port: Number(smtp),
    secure: false,
    requireTLS: true,
    auth: { user: ADDRESS, pass: 'right' },
  })
  await program.sendMail({
    from: ADDRESS,
    to: replyTo?.text ?? '',
    subject: `Re: ${subject}`,
    inReplyTo: messageId,
    references: messageId,
    text,
  })
  program.close()
}
/** What became of the mails that came, in their order, once so many of a kind are here. */
const came = (kind: string, many: number) =>
  until(async () => {
    const mails = await shop.database.db.select().from(receivedMails).orderBy(asc(receivedMails.position))
    const all = mails.map(({ outcome }) => outcome)
    return all.every(Boolean) && all.filter(one => one === kind).length >= many && all
  }, `${many} of ${kind}`)
const settled = async () => {
  await inbox.idle()
  await shop.bot.pump.idle()
}

test('a purchase order goes out by Postfix, is answered, and what comes back to nobody stops its address', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const order = await mailTo(ADDRESS, 'Purchase order 1042-A')
  expect(order.attachments.map(({ contentType }) => contentType)).toContain('application/pdf')
  expect(order.headers.get('return-path')).toMatchObject({
    text: expect.stringMatching(/^<?bounce\+\w{52}@shop\.example/),
  })
  await answers(order, 'Shipped, 1Z 999 AA1 01 2345 6784')
  expect(await came('reply', 1)).toEqual(['reply'])
  await settled()
  expect(textIn(shop.chat, 'support')).toContain('Add this parcel')

  // The server lets it in, and finds out behind the door that nobody is there: it writes a report of its own.
  await shop.ask('supplier.reach', { supplier: 'Lumen', kind: 'email', what: 'left@lumen.example', gets: 'both' })
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  expect((await came('bounce hard', 1)).slice(0, 2)).toEqual(['reply', 'bounce hard'])
  await settled()
  const alerts = textIn(shop.chat, 'alerts')
  expect(alerts).toContain('left@lumen.example')
  expect(alerts).toContain('Mail to this address comes back')

  // The mailbox counts from one again, and the connection is cut: nothing is read twice, and nothing is missed.
  const box = join(folder, 'mail/replies@shop.example')
  const before = (await shop.database.db.select().from(mailboxes))[0]?.uidValidity
  for (const file of await readdir(box)) if (file.startsWith('dovecot')) await rm(join(box, file))
  await promisify(execFile)('doveadm', ['-c', join(folder, 'dovecot.conf'), 'kick', 'replies@shop.example'])
  await answers(await mailTo(ADDRESS, 'Purchase order 1043-A'), 'When do you need it?')
  // What left for that address before it was stopped comes back as well, sooner or later.
  expect((await came('reply', 2)).filter(one => one !== 'bounce hard')).toEqual(['reply', 'reply'])
  await settled()
  expect(textIn(shop.chat, 'support')).toContain('When do you need it?')
  expect((await shop.database.db.select().from(mailboxes))[0]?.uidValidity).not.toBe(before)
  expect(connection.trouble?.() ?? null).toBeNull()
})

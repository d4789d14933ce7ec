import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asc, isNull } from 'drizzle-orm'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { MailAuth } from '../../../src/integrations/email/mail-settings.ts'
import { listenToMailbox } from '../../../src/integrations/email/receive/listen-to-mailbox.ts'
import { mailboxAt } from '../../../src/integrations/email/receive/mailbox-at.ts'
import { mailboxes, receivedMails } from '../../../src/integrations/email/receive/tables.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import { system } from '../../stage/bot.ts'
import { imapServer } from '../../stage/mail/imap-server.ts'
import { textIn } from '../../stage/text-of.ts'
import { until } from '../../stage/until.ts'
import { mailOf } from './a-mail.ts'
import { ADDRESS, aMailShop } from './a-mail-shop.ts'

const shop = aMailShop()
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  expect(shop.failures).toEqual([])
})

function listens(port: number, auth: MailAuth | null = null) {
  const user = auth ? 'testuser' : 'testuser:testpass'
  const listener = listenToMailbox({
    at: mailboxAt(`imap://${user}@127.0.0.1:${port}/INBOX`, auth),
    ...{ db: shop.database.db, log: openLog('silent'), now: () => new Date(), pollInterval: 300 },
    receive: shop.receiver.receive,
  })
  stops.push(() => listener.stop())
  return listener
}
const mark = async () => (await shop.database.db.select().from(mailboxes))[0]
const rows = () => shop.database.db.select().from(receivedMails).orderBy(asc(receivedMails.position))
const outcomes = async () => (await rows()).map(({ outcome }) => outcome)

let number = 0
/** A mail from that address, with an id of its own. */
const mail = (headers: Readonly<Record<string, string>>, text = 'Hello'): Buffer => {
  number += 1
  return mailOf({ headers: { From: ADDRESS, 'Message-ID': `<m${number}@lumen.example>`, ...headers }, text })
}
const report = (type: string, to: string, fields: string) =>
  mail(
    {
      From: 'Mail Delivery System <mailer-daemon@mx.example>',
      To: to,
      Subject: 'Undelivered Mail Returned to Sender',
      'Content-Type': `multipart/report; report-type=${type}; boundary="b"`,
    },
    `--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/${type}\r\n\r\n${fields}\r\n--b--`,
  )
const failed = (status: string, said: string) =>
  `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${ADDRESS}\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 ${status} ${said}\r\n`

test('a mailbox full of everything is read to its end: each mail once, as what it is, and nothing is answered', async () => {
  await shop.bot.ask('order.forward', { order: '1042' }, system)
  await shop.settles()
  const [To, bounce] = [await shop.replyTo(), await shop.replyTo('purchase-order', 'bounce')]
  const shipped = mail({ To, Subject: 'Re: Purchase order 1042-A' }, 'Shipped today, 1Z 999 AA1 01 2345 6784')
  const chinese = { 'Content-Type': 'text/plain; charset=gb2312', 'Content-Transfer-Encoding': 'base64' }
  const mails: readonly (readonly [outcome: string, raw: Buffer])[] = [
    ['reply', shipped],
    ['reply', mail({ To, ...chinese }, Buffer.from([0xb7, 0xa2, 0xbb, 0xf5]).toString('base64'))],
    ['stray', mail({ To, From: 'Eve <eve@elsewhere.example>' }, 'All shipped')],
    ['stray', mail({ To: 'orders@shop.example', Subject: 'New prices' }, 'See our new prices')],
    ['other', mail({ To: 'orders@shop.example', From: 'A friend <a@friend.example>' }, 'Lunch?')],
    ['list', mail({ To, 'List-Id': '<news.lumen.example>', Subject: 'Our lamps in May' })],
    ['list', mail({ To, Precedence: 'bulk' })],
    ['out-of-office', mail({ To, Subject: 'Abwesenheit: Urlaub bis Montag', 'Auto-Submitted': 'auto-replied' })],
    ['auto-reply', mail({ To, 'Auto-Submitted': 'auto-generated', Subject: 'Ticket 77 was opened' })],
    ['auto-reply', mail({ To, 'X-Autoreply': 'yes' })],
    // Our own mail, sent back to us by a forwarding rule.
    ['ours', mail({ To, From: `Shop orders <${To}>`, Subject: 'Purchase order 1042-A' })],
    ['ours', mail({ To, From: 'Shop <orders@shop.example>' })],
    [
      'report',
      mail(
        { To, Subject: 'Read: Purchase order 1042-A', 'Content-Type': 'multipart/report; boundary="b"' },
        '--b\r\nContent-Type: text/plain\r\n\r\nIt was read.\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--b--',
      ),
    ],
    ['report', report('delivery-status', bounce, failed('2.0.0', 'ok').replace('failed', 'delivered'))],
    ['bounce soft', report('delivery-status', bounce, failed('5.2.2', 'Mailbox full'))],
    ['bounce soft', report('delivery-status', bounce, failed('4.4.1', 'No answer').replace('failed', 'delayed'))],
    ['bounce policy', report('delivery-status', bounce, failed('5.7.1', 'Refused as spam'))],
    // Of no standard: the address that it came to says which mail it is about.
    [
      'bounce hard',
      mail(
        { To: bounce, From: 'MAILER-DAEMON@mx.example', Subject: 'failure notice' },
        `Hi. This is the qmail-send program.\r\n<${ADDRESS}>:\r\nSorry, no mailbox here by that name. (#5.1.1)`,
      ),
    ],
    ['feedback', report('feedback-report', bounce, 'Feedback-Type: abuse\r\nUser-Agent: F/1\r\nVersion: 1\r\n')],
  ]
  const server = await imapServer()
  stops.push(server.breakOff)
  listens(server.port)
  await until(mark)
  const before = shop.sent.messages.length
  const mailed = () => shop.sent.messages.slice(before).flatMap(({ card }) => (card.onThread ? [] : [card.title]))
  for (const [, raw] of [...mails, mails[0] ?? (['', shipped] as const)]) server.add(raw)
  await until(async () => (await mark())?.uid === mails.length + 1)
  await shop.settles()
  expect(await outcomes()).toEqual(mails.map(([outcome]) => outcome))
  // What the first reply seems to say is offered, and nothing else was written to anybody.
  expect(mailed()).toEqual(['Please confirm for 1042-A'])
  const [support, alerts] = [textIn(shop.chat, 'support'), textIn(shop.chat, 'alerts')]
  for (const words of ['Shipped today', '发货', 'All shipped', 'A mail that answers nothing'])
    expect(support).toContain(words)
  for (const words of ['Lunch?', 'Our lamps in May', 'Urlaub']) expect(support).not.toContain(words)
  expect(alerts.split('Mail to this address comes back').length).toBe(2)
})

test('a loop runs slowly: of one address so many mails are worked on, and the others when it is quiet', async () => {
  await shop.bot.ask('order.forward', { order: '1042' }, system)
  await shop.settles()
  const To = await shop.replyTo()
  for (let at = 0; at < 25; at++) await shop.receiver.receive({ raw: mail({ To }, `Thank you ${at}`), via: 'test' })
  await shop.settles()
  const open = () => shop.database.db.$count(receivedMails, isNull(receivedMails.doneAt))
  expect(await open()).toBe(5)
  shop.bot.wait(11 * 60_000)
  await shop.receiver.sweep()
  expect(await open()).toBe(0)
})

test('a mailbox whose server is gone and comes back with other numbers loses nothing, and is worked on once', async () => {
  await shop.bot.ask('order.forward', { order: '1042' }, system)
  await shop.settles()
  const To = await shop.replyTo()
  const [one, two, three, four] = ['One', 'Two', 'Three', 'Four'].map(text => mail({ To }, text)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ]
  const first = await imapServer()
  const listener = listens(first.port)
  await until(mark)
  first.add(one)
  first.add(two)
  await until(async () => (await mark())?.uid === 2)
  await first.breakOff()
  await until(() => listener.trouble()?.startsWith('The mailbox can’t be read'))
  // Restored from a copy: the mails are there under other numbers, and one came in the meantime.
  const second = await imapServer({ port: first.port, uidValidity: 2, mails: [two, one, three] })
  stops.push(second.breakOff)
  await until(async () => (await mark())?.uidValidity === '2' && (await mark())?.uid === 3)
  await until(() => listener.trouble() === null)
  second.add(four)
  await until(async () => (await mark())?.uid === 4)
  await shop.settles()
  expect(await outcomes()).toEqual(['reply', 'reply', 'reply', 'reply'])
  const said = shop.chat.messages.filter(({ card, channel }) => card.isMessage && channel === 'support')
  expect(said.map(({ card }) => card.body)).toEqual(['One', 'Two', 'Three', 'Four'])
})

test('a mailbox that takes no passwords is signed in to by the tokens that send mail', async () => {
  const issuer = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ access_token: 'fresh', expires_in: 3_600 }))
  })
  await new Promise<void>(resolve => issuer.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void issuer.close())
  const { port } = issuer.address() as AddressInfo
  const server = await imapServer({ token: 'fresh' })
  stops.push(server.breakOff)
  const auth = { type: 'OAuth2', user: 'testuser', clientId: 'w', clientSecret: 'h', refreshToken: 'r' } as const
  const listener = listens(server.port, { ...auth, accessUrl: `http://127.0.0.1:${port}/token` })
  await until(mark)
  server.add(mail({ To: 'orders@shop.example', From: 'a@friend.example' }))
  await until(async () => (await outcomes())[0] === 'other')
  expect(listener.trouble()).toBeNull()
})

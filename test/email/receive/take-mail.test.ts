import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { receivedMails } from '../../../src/integrations/email/receive/tables.ts'
import { messages } from '../../../src/kernel/ground/tables.ts'
import { daysFromNow } from '../../stage/from-now.ts'
import { card } from '../../stage/shop.ts'
import { textIn, textOf } from '../../stage/text-of.ts'
import { mailOf } from './a-mail.ts'
import { ADDRESS, aMailShop } from './a-mail-shop.ts'

const shop = aMailShop()
const outcomes = async () => (await shop.database.db.select().from(receivedMails)).map(({ outcome }) => outcome)
const reply = async (text: string, headers: Record<string, string> = {}) =>
  mailOf({ headers: { From: `Mei Lin <${ADDRESS}>`, To: await shop.replyTo(), ...headers }, text })

beforeEach(async () => {
  await shop.bot.as('Sam', 'orders').types('/order forward 1042')
  await shop.bot.pump.idle()
})

describe('an answer to a purchase order’s mail', () => {
  test('is a question to the shop with a clock: staff read what is new, and all of it privately', async () => {
    await shop.takes(await reply('When do you need the lamps?\n\n> Purchase order 1042-A\n> 2 × LAMP'))
    expect(shop.failures).toEqual([])
    expect(await outcomes()).toEqual(['reply'])
    const support = textIn(shop.chat, 'support')
    expect(support).toContain('When do you need the lamps?')
    expect(support).not.toContain('> Purchase order')
    const message = shop.chat.messages.find(one => one.card.isMessage && one.channel === 'support')
    if (!message) throw new Error('no words came across')
    const all = card(await shop.bot.as('Sam', 'support').presses(message.card, 'Show the whole message'))
    expect(textOf(all)).toContain('> Purchase order 1042-A')
  })

  test('comes once, though it comes by two ways, and again after a restart', async () => {
    const raw = await reply('When?')
    await shop.takes(raw, 'imap')
    await shop.takes(Buffer.concat([Buffer.from('Received: from a provider\r\n'), raw]), 'postmark')
    await shop.again().receive({ raw, via: 'imap' })
    await shop.again().sweep()
    await shop.settles()
    expect(await outcomes()).toEqual(['reply'])
    expect(shop.chat.messages.filter(one => one.card.isMessage && one.channel === 'support')).toHaveLength(1)
  })

  test('that was kept by a process that died is done by the next, once', async () => {
    const { keepMail } = await import('../../../src/integrations/email/receive/keep-mail.ts')
    await keepMail(shop.database.db, { raw: await reply('When?'), via: 'imap' }, shop.bot.now())
    await Promise.all([shop.again().sweep(), shop.again().sweep()])
    await shop.settles()
    expect(await outcomes()).toEqual(['reply'])
    expect(shop.chat.messages.filter(one => one.card.isMessage && one.channel === 'support')).toHaveLength(1)
  })

  test('from an address that isn’t known does nothing: staff see it, and may add who wrote', async () => {
    await shop.takes(await reply('All shipped', { From: 'Eve <eve@elsewhere.example>' }))
    expect(await outcomes()).toEqual(['stray'])
    expect(shop.chat.messages.filter(one => one.card.isMessage && one.channel === 'support')).toEqual([])
    expect(textIn(shop.chat, 'support')).toContain('A mail to Lumen’s address about 1042-A')
    expect(textIn(shop.chat, 'alerts')).toContain('Eve wants to act for Lumen')
  })

  test('to an address that nobody made is nobody’s, though its sender is known', async () => {
    await shop.takes(
      await reply('All shipped', { To: 'po+0000000000000000000000000000000000000000000000000000@reply.shop.example' }),
    )
    expect(await outcomes()).toEqual(['stray'])
    expect(textIn(shop.chat, 'support')).toContain('A mail that answers nothing of ours')
  })

  test('by a machine acts on nothing', async () => {
    await shop.takes(
      await reply('I am away', { 'Auto-Submitted': 'auto-replied', Subject: 'Out of office', 'Message-ID': '<2@l>' }),
    )
    await shop.takes(await reply('Our newsletter', { 'List-Id': '<news.lumen>', 'Message-ID': '<3@l>' }))
    expect(await outcomes()).toEqual(['out-of-office', 'list'])
    expect(shop.chat.messages.filter(one => one.card.isMessage && one.channel === 'support')).toEqual([])
  })

  test('brings its files along, and names those that nobody can look into', async () => {
    const bytes = Buffer.from('%PDF-1.4 a label')
    const files = [
      { name: 'label.pdf', type: 'application/pdf', bytes },
      { name: 'winmail.dat', type: 'application/ms-tnef', bytes: Buffer.from('x') },
    ]
    await shop.takes(mailOf({ headers: { From: ADDRESS, To: await shop.replyTo() }, text: 'See the label', files }))
    const message = shop.chat.messages.find(one => one.card.isMessage && one.channel === 'support')?.card
    expect(message?.files?.map(({ name }) => name)).toEqual(['label.pdf'])
    expect(message?.body).toContain('winmail.dat')
  })
})

describe('what a mail seems to say', () => {
  const day = daysFromNow(17)
  const proposals = () =>
    shop.chat.messages.filter(({ card: one }) => one.title.startsWith('What Mei Lin seems to say'))
  const offers = () => shop.sent.messages.filter(({ card: one }) => one.title === 'Please confirm for 1042-A')

  test('is offered to both sides, and done by one press', async () => {
    await shop.takes(await reply(`Confirmed, we ship on ${day}.`))
    const [proposal] = proposals()
    const [offer] = offers()
    expect(proposal?.card.presses.map(({ label }) => label)).toEqual([`Promise ${day}`, 'Acknowledge'])
    expect(offer?.card.presses.map(({ label }) => label)).toEqual([`Promise ${day}`, 'Acknowledge'])
    expect(textIn(shop.chat, 'orders')).toContain('Sent, not acknowledged yet')
    if (proposal) await shop.bot.as('Sam', 'support').presses(proposal.card, 'Acknowledge')
    await shop.settles()
    expect(textIn(shop.chat, 'lumen')).toContain('Acknowledged')
  })

  test('of parcels goes into the form and the list that there are', async () => {
    await shop.takes(await reply('Shipped, 1Z 999 AA1 01 2345 6784'))
    expect(proposals()[0]?.card.presses.map(({ label }) => label)).toEqual(['Add this parcel'])
    await shop.takes(await reply('Also these:\n1Z999AA10123456784\n1Z12345E0205271688', { 'Message-ID': '<9@l>' }))
    expect(proposals()[1]?.card.presses.map(({ label }) => label)).toEqual(['Check 2 parcels'])
  })

  test('is drawn again once somebody has done it, so that nobody presses it a second time', async () => {
    await shop.takes(await reply(`Confirmed, we ship on ${day}. 1Z 999 AA1 01 2345 6784`))
    const labels = () => [proposals()[0], offers()[0]].map(one => one?.card.presses.map(({ label }) => label))
    const [first] = labels()
    expect(first).toEqual(['Add this parcel', `Promise ${day}`, 'Acknowledge'])
    const mei = shop.bot.as('Mei', 'lumen')
    await mei.types(`/po acknowledge 1042-A ${day}`)
    await shop.settles()
    expect(labels()[0]).toEqual(['Add this parcel'])
    expect(proposals()[0]?.card.summary).toBe(
      'Mei acted on 1042-A since the mail came. Press what is left, if it is right.',
    )
    await mei.types('/tracking add 1042-A 1Z999AA10123456784')
    await shop.settles()
    expect(labels()[0]).toEqual([])
    expect(proposals()[0]?.card.summary).toContain('Nothing is left to press.')
    // A mail stays as it was sent: its page shows what is left.
    const [offer] = await shop.database.db.select().from(messages).where(eq(messages.kind, 'proposal-offer'))
    expect(offer?.card.presses).toEqual([])
  })

  test('is nothing where it only asks', async () => {
    await shop.takes(await reply(`Can you confirm that it ships on ${day}? Yes or no?`))
    expect(proposals().flatMap(({ card: one }) => one.presses.map(({ label }) => label))).not.toContain('Acknowledge')
  })
})

describe('a mail that comes back', () => {
  const bounced = async (status: string, said: string) =>
    mailOf({
      headers: {
        From: 'Mail Delivery System <mailer-daemon@mx.example>',
        'Return-Path': '<>',
        To: await shop.replyTo('purchase-order', 'bounce'),
        Subject: 'Undelivered Mail Returned to Sender',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"',
      },
      text: `--b\r\nContent-Type: text/plain\r\n\r\nCould not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${ADDRESS}\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 ${status} ${said}\r\n\r\n--b--`,
    })

  test('stops that address, and staff are notified once', async () => {
    await shop.takes(await bounced('5.1.1', 'User unknown'))
    expect(await outcomes()).toEqual(['bounce hard'])
    const alerts = textIn(shop.chat, 'alerts')
    expect(alerts).toContain('Mail to this address comes back')
    expect(alerts).toContain('User unknown')
  })

  test('because its mailbox is full only notes it', async () => {
    await shop.takes(await bounced('5.2.2', 'Mailbox full'))
    expect(await outcomes()).toEqual(['bounce soft'])
    expect(textIn(shop.chat, 'alerts')).not.toContain('comes back')
  })
})

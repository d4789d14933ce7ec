import { isNotNull } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMailId } from '../../src/integrations/email/addresses.ts'
import { stopAddress } from '../../src/integrations/email/stop-address.ts'
import { messages, outbox } from '../../src/kernel/ground/tables.ts'
import { shipTos } from '../../src/orders/tables.ts'
import { openAccess } from '../../src/reaches/access-links.ts'
import { aShop } from '../stage/a-shop.ts'
import { type MailStage, NORTH, openMailStage } from '../stage/mail/a-mail-stage.ts'
import type { MailServer } from '../stage/mail/mail-server.ts'
import { textIn, textOf } from '../stage/text-of.ts'

const shop = aShop()
let server: MailServer
let stage: MailStage

beforeEach(async () => {
  stage = await openMailStage(shop)
  server = stage.server
})
afterEach(() => stage.close())

const taken = (many: number) => stage.taken(many)
const links = () => openAccess(shop.database.db, () => shop.bot.now(), shop.bot.ask)
const forwarded = (number = '1042') => shop.forwarded(number, [{ sku: 'CHAIR' }])

test('a purchase order is one mail, of which a reader sees all, with a link that is for that address alone', async () => {
  await forwarded()
  const [one] = await taken(1)
  expect(one?.to).toBe(NORTH)
  expect(one?.from).toMatch(/^bounce\+\w{52}@shop\.example$/)
  const { subject, from, replyTo, text = '', html, headers, messageId } = one?.parsed ?? ({} as never)
  expect(subject).toBe('Purchase order 1042-A')
  expect(from?.text).toBe('"Shop orders" <orders@shop.example>')
  expect(replyTo?.text).toMatch(/^po\+\w{52}@shop\.example$/)
  expect(headers.get('auto-submitted')).toBe('auto-generated')
  expect(readMailId(messageId ?? '', 'shop.example')).not.toBeNull()
  for (const words of ['--- reply above this line ---', 'CHAIR', 'No invoice in the parcel.', 'Shanghai time']) {
    expect(text).toContain(words)
    expect(html).toContain(words)
  }
  const secret = /https:\/\/w\.example\/s\/([\w-]{43})\?press=Acknowledge/.exec(text)?.[1] ?? ''
  const access = await links().open(secret)
  expect([access?.person.user, access?.about?.kind]).toEqual([NORTH, 'purchase-order'])
  await shop.bot.pump.idle()
  expect(server.taken).toHaveLength(1)
})

test('a link that has expired is replaced by mail once, at its own address; one that staff ended is not', async () => {
  await forwarded()
  const [one] = await taken(1)
  const secretIn = (mail: typeof one) => /https:\/\/w\.example\/s\/([\w-]{43})/.exec(mail?.parsed.text ?? '')?.[1] ?? ''
  const old = secretIn(one)
  await links().renew(old)
  shop.bot.wait(31 * 86_400_000)
  expect(await links().open(old)).toBeNull()
  await Promise.all([links().renew(old), links().renew('A'.repeat(43))])
  const [, second] = await taken(2)
  await links().renew(old)
  expect([second?.to, second?.parsed.subject]).toEqual([NORTH, 'Your new link'])
  expect((await links().open(secretIn(second)))?.person.user).toBe(NORTH)
  await shop.ask('supplier.end-links', { supplier: 'North' })
  shop.bot.wait(60 * 60_000)
  await links().renew(secretIn(second))
  await shop.bot.pump.idle()
  expect(server.taken).toHaveLength(2)
})

test('a note on a purchase order is a mail in its thread', async () => {
  await forwarded()
  await taken(1)
  await shop.ask('po.note', { purchaseOrder: '1042-A', note: 'Gift wrap, please.' })
  const [first, note] = await taken(2)
  expect(note?.parsed.text).toContain('Gift wrap, please.')
  expect([note?.parsed.subject, note?.parsed.inReplyTo]).toEqual(['Re: Purchase order 1042-A', first?.parsed.messageId])
})

test('what is redrawn is no second mail, and its lane is free', async () => {
  await forwarded()
  await taken(1)
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  await shop.bot.pump.idle()
  await forwarded('1043')
  const mails = await taken(2)
  expect(mails.map(one => one.parsed.subject)).toEqual(['Purchase order 1042-A', 'Purchase order 1043-A'])
})

test('a change that is asked and then no longer wanted is a mail each time, in the thread', async () => {
  for (const [hour, quantity] of [3, 1, 3].entries()) {
    const updatedAt = new Date(Date.UTC(2026, 10, 3, hour))
    await shop.receive('1042', [{ sku: 'CHAIR', quantity }], { updatedAt })
    if (hour === 0) await shop.ask('order.forward', { order: '1042' })
    await taken(hour + 1)
  }
  const [po, , over] = (await taken(3)).map(one => one.parsed)
  expect(over?.inReplyTo).toBe(po?.messageId)
  expect(over?.text).toContain('Ship 1042-A as you have it.')
})

test('a server that breaks off after it took a mail has it again under the same id', async () => {
  server.fail({ at: 'after' })
  await forwarded()
  const mails = await taken(2)
  expect(mails[0]?.parsed.messageId).toBe(mails[1]?.parsed.messageId)
  await shop.bot.pump.idle()
  expect(server.taken).toHaveLength(2)
})

test('a process that is killed between the server’s yes and our mark leaves one mail, of which a second has the same id', async () => {
  await forwarded()
  await taken(1)
  await shop.bot.pump.idle()
  const { db } = shop.database
  await db.update(messages).set({ ref: null, postedAt: null }).where(isNotNull(messages.ref))
  await db.update(outbox).set({ state: 'sending', sendingSince: shop.bot.now(), way: 'post' })
  await stage.restart()
  await shop.bot.pump.idle()
  const mails = (await taken(2)).map(one => one.parsed)
  expect(mails[0]?.messageId).toBe(mails[1]?.messageId)
  expect(mails[0]?.replyTo?.text).toBe(mails[1]?.replyTo?.text)
})

test('an address that the server does not know stops, and staff read why', async () => {
  server.fail({ at: 'RCPT', reply: '550 5.1.1 No such user here' })
  await forwarded()
  await shop.bot.pump.idle()
  expect(textIn(shop.chat, 'alerts')).toContain('550 5.1.1 No such user here')
  expect(server.taken).toHaveLength(0)
  expect(textIn(shop.chat, 'alerts')).toContain(`I can’t post in ${NORTH}`)
  expect(textIn(shop.chat, 'alerts')).toContain(
    'Ask the supplier which address works, and enter it with /supplier reach',
  )
})

test('what belongs to a purchase order is in its thread, under its subject, with what is to be pressed', async () => {
  await forwarded()
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  for (const typed of ['/po note 1042-A Pack it well.', '/po ask 1042-A Is it the blue one?', '/order cancel 1042'])
    await shop.bot.as('Sam', 'orders').does(typed)
  const mails = await taken(4)
  const [po, ...rest] = mails.map(one => one.parsed)
  for (const one of rest) {
    expect(one.subject).toBe('Re: Purchase order 1042-A')
    expect(one.inReplyTo).toBe(po?.messageId)
    expect(one.references).toEqual([po?.messageId, one.messageId])
  }
  const texts = rest.map(one => one.text)
  expect(texts.some(text => text?.includes('?press=Accept'))).toBe(true)
  expect(texts.some(text => text?.includes('Pack it well.'))).toBe(true)
  expect(texts.some(text => text?.includes('Is it the blue one?'))).toBe(true)
})

test('the address is in the mail only where the supplier has it so, and that it left is on record', async () => {
  await forwarded()
  await shop.ask('supplier.mail-address', { supplier: 'North', setting: 'on' })
  await forwarded('1043')
  const [kept, sent] = (await taken(2)).map(one => one.parsed)
  const [shipTo] = await shop.database.db.select().from(shipTos)
  for (const words of [shipTo?.street ?? '', shipTo?.name ?? '']) {
    expect(kept?.text).not.toContain(words)
    expect(kept?.html).not.toContain(words)
    expect(sent?.text).toContain(words)
    expect(sent?.html).toContain(words)
  }
  const story = await shop.bot.as('Sam', 'orders').types('/order show 1043')
  expect(textOf(story)).toContain('The mail to the supplier')
  expect(kept?.attachments.map(one => one.filename)).toEqual(['1042-A-packing-list.pdf'])
  expect(kept?.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-')
})

test('a stopped address gets nothing until staff switch it on again', async () => {
  server.fail({ at: 'RCPT', reply: '550 5.1.1 No such user here' })
  await forwarded()
  await shop.bot.pump.idle()
  const before = server.connections()
  shop.bot.wait(6 * 60_000)
  await shop.bot.pump.idle()
  expect([server.taken.length, server.connections()]).toEqual([0, before])
  await shop.ask('supplier.reach', { supplier: 'North', kind: 'email', what: NORTH })
  await shop.bot.pump.idle()
  await taken(1)
})

test('an address that bounced is known to staff at once, and nothing more goes there', async () => {
  await forwarded()
  await taken(1)
  const { db } = shop.database
  const parts = { db, ask: shop.bot.ask, now: shop.bot.now }
  expect(await stopAddress(parts, NORTH, 'mail to it came back: 5.1.1')).toBe(true)
  expect(await stopAddress(parts, 'nobody@elsewhere.example', 'mail to it came back: 5.1.1')).toBe(false)
  await forwarded('1043')
  await shop.bot.pump.idle()
  expect(textIn(shop.chat, 'alerts')).toContain('mail to it came back: 5.1.1')
  expect(server.taken).toHaveLength(1)
})

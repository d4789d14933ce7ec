import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cases } from '../../../src/cases/tables.ts'
import { receivedMails } from '../../../src/integrations/email/receive/tables.ts'
import { events } from '../../../src/kernel/ground/tables.ts'
import type { Drawn } from '../../../src/kernel/shapes/chat.ts'
import { mailReplies, mails } from '../../../src/mails/tables.ts'
import { papersOf, UPS } from '../../stage/a-complaint.ts'
import { aPhoto } from '../../stage/a-photo.ts'
import { aShop } from '../../stage/a-shop.ts'
import { incoming } from '../../stage/incoming.ts'
import { type CustomerStage, HELP, openCustomerStage } from '../../stage/mail/a-customer-stage.ts'
import { card, cardIn, said } from '../../stage/shop.ts'
import { factsOf, textIn, textOf } from '../../stage/text-of.ts'
import { until } from '../../stage/until.ts'
import { mailOf } from './a-mail.ts'

const shop = aShop()
let stage: CustomerStage
let sent = 0
beforeEach(async () => {
  stage = await openCustomerStage(shop)
})
afterEach(() => stage.close())

type Written = { from?: string; to?: string; headers?: Record<string, string> }

/** A mail of Zoë’s, the customer of all orders here. */
const zoes = (
  subject: string,
  text: string,
  { from = 'Zoë Lindqvist <Zoe@Example.com>', to = HELP, headers = {} }: Written = {},
  files?: NonNullable<Parameters<typeof mailOf>[0]>['files'],
) => {
  sent += 1
  return mailOf({
    headers: { From: from, To: to, Subject: subject, 'Message-ID': `<zoe-${sent}@mail.example>`, ...headers },
    text,
    ...(files && { files }),
  })
}
const sam = () => shop.bot.as('Sam', 'support')
const shipped = async (number = '1042') => {
  await shop.forwarded(number, [
    { sku: 'LAMP', title: 'Oak lamp' },
    { sku: 'BULB', title: 'Warm bulb' },
  ])
  await shop.bot.as('Mei', 'lumen').types(`/tracking add ${number}-A ${UPS}`)
  await shop.bot.pump.idle()
}
const labels = (one: Drawn) => one.presses.map(({ label }) => label)
const PERSONAL = /lindqvist|hamngatan|711 ?00|zoe@|411 ?17/i
/** Nothing of the customer’s own is in any room. */
const nothingPersonal = () => expect(textIn(shop.chat)).not.toMatch(PERSONAL)
const inSupport = (title: string | RegExp) =>
  shop.chat.messages.filter(
    one =>
      one.channel === 'support' && (typeof title === 'string' ? one.card.title === title : title.test(one.card.title)),
  )

test('a customer writes, staff open a complaint and answer, and the customer’s next mail goes on in its thread', async () => {
  await shipped()
  const photos = [{ name: 'zoe-lindqvist.png', type: 'image/png', bytes: aPhoto('1') }]
  const words =
    'Hello,\n\nthe shade of the Oak lamp came broken. See the picture.\n\nZoë Lindqvist\nVästra Hamngatan 5\n+46 31 711 00 00\n'
  await stage.comes(zoes('Order #1042: broken lamp', words, {}, photos))
  expect(await stage.outcomes()).toEqual(['customer'])
  const first = cardIn(shop.chat, 'support', 'The customer of 1042 wrote')
  expect(textOf(first)).toContain('the shade of the Oak lamp came broken')
  expect(factsOf(first)).toContain('Seems to say: Something is damaged or broken')
  expect(first.files).toMatchObject([{ name: 'picture-1.png' }])
  expect(labels(first)).toEqual(['Open a complaint', 'Open a return', 'Reply', 'Show the mail', 'No case needed'])
  nothingPersonal()

  const whole = await sam().presses(first, 'Show the mail')
  expect(whole).toMatchObject({ privately: true })
  expect(textOf(whole)).toMatch(/Zoë Lindqvist, zoe@example.com.*Västra Hamngatan 5/s)
  expect(await shop.database.db.select().from(events).where(eq(events.name, 'mail.seen'))).toHaveLength(1)

  const form = await sam().presses(first, 'Open a complaint')
  const values =
    form.kind === 'form' ? Object.fromEntries(form.form.fields.map(one => [one.name, one.value ?? one.hint])) : {}
  expect(values).toMatchObject({ reason: 'damaged', lines: 'LAMP', happened: expect.stringContaining('came broken') })
  expect(values.files).toContain('1 file is here already')
  expect(values.happened).not.toMatch(PERSONAL)
  const { reason = '', lines = '', happened = '' } = values
  expect(said(await sam().submits(form, { reason, lines, happened }))).toMatch(/^C1 is open: Lumen was asked/)
  await stage.idle()
  expect(cardIn(shop.chat, 'support', 'The customer of 1042 wrote').summary).toBe('Sam opened C1.')
  const complaint = cardIn(shop.chat, 'support', 'Complaint C1 of 1042-A')
  expect(complaint.files).toMatchObject([{ name: 'picture-1.png' }])
  expect(factsOf(complaint)).toContain('Customer wrote: ')

  await sam().submits(await sam().presses(complaint, 'Write to customer'), {
    text: 'Dear Zoë,\nwe send a new shade on Monday.',
  })
  const [mail] = await stage.taken(1)
  await stage.idle()
  expect(mail).toMatchObject({ to: 'zoe@example.com', from: expect.stringMatching(/^bounce\+/) })
  expect(mail?.parsed.from?.text).toBe('"Lamps" <help@shop.example>')
  expect(mail?.parsed.subject).toBe('Re: Order #1042: broken lamp')
  expect(mail?.parsed.inReplyTo).toBe(`<zoe-${sent}@mail.example>`)
  expect([mail?.parsed.references].flat()).toContain(`<zoe-${sent}@mail.example>`)
  expect(mail?.parsed.text?.trim()).toBe('Dear Zoë,\nwe send a new shade on Monday.')
  const record = inSupport('Sam → the customer of 1042')
  expect(record).toHaveLength(1)
  expect(textOf(record[0]?.card as Drawn)).toMatch(/It was sent.*we send a new shade on Monday/s)
  nothingPersonal()

  const answer = { to: mail?.parsed.replyTo?.text ?? '', headers: { 'In-Reply-To': mail?.parsed.messageId ?? '' } }
  const more = [{ name: 'box.png', type: 'image/png', bytes: aPhoto('2') }]
  await stage.comes(
    zoes('Re: Order #1042: broken lamp', 'Thank you. Here is the box.\n\n> we send a new shade', answer, more),
  )
  const next = cardIn(shop.chat, 'support', 'The customer of 1042 wrote about C1')
  expect(inSupport('The customer of 1042 wrote about C1').length).toBe(2)
  const [, newest] = inSupport('The customer of 1042 wrote about C1')
  expect(newest?.card.body).toBe('Thank you. Here is the box.')
  expect(newest?.thread).toBe(inSupport('Complaint C1 of 1042-A')[0]?.ref)
  expect(labels(newest?.card as Drawn)).toEqual(['Add photos to C1', 'Reply', 'Show the mail', 'No answer needed'])
  await sam().submits(await sam().presses(newest?.card as Drawn, 'Add photos to C1'), {})
  await stage.idle()
  expect(cardIn(shop.chat, 'support', 'Complaint C1 of 1042-A').files).toHaveLength(2)
  expect(next.title).toContain('C1')

  const now = inSupport('The customer of 1042 wrote about C1')[1]?.card as Drawn
  expect(now.summary).toBe('Sam added its photos to C1.')
  await sam().submits(await sam().presses(now, 'Reply'), { text: 'Received.' })
  const [, second] = await stage.taken(2)
  expect(second?.parsed.inReplyTo).toBe(`<zoe-${sent}@mail.example>`)
  expect([second?.parsed.references].flat()).toEqual(
    expect.arrayContaining([mail?.parsed.messageId, `<zoe-${sent}@mail.example>`]),
  )
  await stage.idle()
  const [paper] = await papersOf(shop, '/case transcript C1')
  expect(paper?.text).toMatch(
    /The customer.*came broken.*Sam.*new shade on Monday.*The customer.*Here is the box.*Sam.*Received/s,
  )
  expect(paper?.text).not.toMatch(/hamngatan|711 00|\+46|zoe@/i)
  expect(textIn(shop.chat, 'lumen')).not.toMatch(/Received\.|Thank you/)
  nothingPersonal()
  expect(stage.failures).toEqual([])
  const kept = await shop.database.db.select().from(receivedMails)
  expect(kept.map(({ raw }) => raw)).toEqual([null, null])
}, 60_000)

describe('a mail is about an order', () => {
  test('by the sender’s own number in it, and by nothing that anybody else could write', async () => {
    await shipped()
    await shop.receive('1043', [{ sku: 'LAMP' }])
    const other = { ...incoming('2001', []).shipTo, email: 'ann@example.com', name: 'Ann Berg' }
    await shop.receive('2001', [{ sku: 'LAMP' }], { shipTo: other as never })
    await stage.comes(zoes('Where is it?', 'My order 1043 has not arrived yet.'))
    expect(factsOf(cardIn(shop.chat, 'support', 'The customer of 1043 wrote'))).toContain('Where the order is')
    // Of another customer’s order, of no number, of two numbers, and of a sender whom the mail server doubts.
    const forged = { 'Authentication-Results': 'mx.shop.example; spf=fail smtp.mailfrom=evil.example; dmarc=fail' }
    await stage.comes(zoes('Order 2001', 'What is in it?'))
    await stage.comes(zoes('Hello', 'Where is my order?'))
    await stage.comes(zoes('1042 and 1043', 'Which comes first?'))
    await stage.comes(zoes('Order 1042', 'Send it to Storgatan 1', { headers: forged }))
    await stage.comes(zoes('Order 1042', 'It is mine', { from: 'Eve <eve@evil.example>' }))
    expect(await stage.outcomes()).toEqual(Array(6).fill('customer'))
    const strays = inSupport(`Somebody wrote to ${HELP}`)
    expect(strays).toHaveLength(5)
    const summaries = strays.map(one => one.card.summary)
    expect(
      summaries.slice(0, 4).every(one => /has the address of a customer of 2 orders, and names none/.test(one)),
    ).toBe(true)
    expect(summaries[4]).toMatch(/^Somebody at evil.example wrote it. Which order it is about is not known/)
    expect(textOf(strays[3]?.card as Drawn)).toContain('The mail server doubts that they wrote it')
    expect(strays.some(({ card: one }) => one.body || one.files)).toBe(false)
    expect(await shop.database.db.$count(cases)).toBe(0)
    const list = card(await sam().types('/customer mails'))
    expect(list.summary).toBe('6 mails wait for somebody.')
    const opened = card(await sam().presses(list, '1043'))
    expect(opened.title).toBe('The customer of 1043 wrote')
    await sam().presses(opened, 'No case needed')
    expect(textOf(await sam().types('/order overview'))).toContain('5 customers’ mails')
    nothingPersonal()
  })

  test('of many mails those that do not fit on the list are a press away', async () => {
    await shipped()
    for (let mail = 1; mail <= 17; mail++) await stage.comes(zoes(`Hello ${mail}`, 'Where is my order?'))
    const list = card(await sam().types('/customer mails'))
    expect(list.summary).toBe('17 mails wait for somebody. These are 1 to 15.')
    const rest = card(await sam().presses(list, 'Next'))
    expect(rest.summary).toBe('17 mails wait for somebody. These are 16 to 17.')
    expect(rest.lines).toHaveLength(2)
    expect(card(await sam().presses(rest, 'Back')).lines).toHaveLength(15)
  })

  test('by its sender alone it is only suggested; staff choose, dismiss, and see who did', async () => {
    await shipped()
    await stage.comes(zoes('Hello from Zoë', 'It is missing a bulb.'))
    const stray = cardIn(shop.chat, 'support', `Somebody wrote to ${HELP}`)
    expect(stray.summary).toContain('It has the address of the customer of 1042, which anybody can write')
    expect(labels(stray)).toEqual(['It is about 1042', 'Choose the order', 'Reply', 'Show the mail', 'Dismiss'])
    expect(said(await sam().presses(stray, 'It is about 1042'))).toContain('The mail is about 1042')
    await stage.idle()
    const known = cardIn(shop.chat, 'support', 'The customer of 1042 wrote')
    expect(textOf(known)).toMatch(/Something is missing.*It is missing a bulb/s)
    expect(textOf(known)).toContain('Left out here: what names the customer’s name')
    await sam().presses(known, 'No case needed')
    await stage.comes(zoes('Prices', 'Buy our pills', { from: 'Spam <a@spam.example>' }))
    const spam = cardIn(shop.chat, 'support', `Somebody wrote to ${HELP}`)
    const before = structuredClone(spam)
    await sam().presses(spam, 'Dismiss')
    expect(said(await shop.bot.as('Ola', 'support').presses(before, 'Dismiss'))).toContain(
      'Sam has settled that mail already',
    )
    const form = await sam().presses(before, 'Choose the order')
    expect(said(await sam().submits(form, { order: '9999' }))).toContain('I can’t find order 9999')
    await stage.idle()
    expect(cardIn(shop.chat, 'support', 'The customer of 1042 wrote').summary).toBe('Sam needed no case for it.')
    nothingPersonal()
  })

  test('by the address for answers, whoever writes, while this shop made it', async () => {
    await shipped()
    await stage.comes(zoes('Order 1042', 'I want to return the lamp.'))
    const wrote = () => cardIn(shop.chat, 'support', 'The customer of 1042 wrote')
    const form = await sam().presses(wrote(), 'Open a return')
    const { value: happened = '' } =
      (form.kind === 'form' && form.form.fields.find(one => one.name === 'happened')) || {}
    expect(said(await sam().submits(form, { reason: 'unwanted', happened, lines: 'LAMP x1' }))).toContain('R1 is open')
    await stage.idle()
    await sam().does('/case write R1 Please wait for the label.')
    const [mail] = await stage.taken(1)
    const to = mail?.parsed.replyTo?.text ?? ''
    const work = 'Zoë <z.work@elsewhere.example>'
    await stage.comes(zoes('Re: Order 1042', 'I answer from work.', { to, from: work }))
    const [, theirs] = inSupport('The customer of 1042 wrote about R1')
    expect(textOf(theirs?.card as Drawn)).toMatch(/Another address than the order’s.*I answer from work/s)
    // The answer to it goes to the order’s own customer.
    await sam().submits(await sam().presses(theirs?.card as Drawn, 'Reply'), { text: 'Thank you' })
    expect((await stage.taken(2))[1]?.to).toBe('zoe@example.com')
    await stage.idle()
    // A token of another shop’s, or one that was changed, is none.
    const [reply] = await shop.database.db.select().from(mailReplies)
    await stage.comes(zoes('Re: yours', 'Hi', { to: stage.othersReplyTo(reply?.id ?? ''), from: work }))
    await stage.comes(zoes('Re: yours', 'Hi', { to: `${to.slice(0, 40)}0${to.slice(41)}`, from: work }))
    expect((await stage.outcomes()).slice(-2)).toEqual(['other', 'other'])
    // Some programs answer the sender: then our Message-ID tells, of who we wrote to alone.
    const answers = { 'In-Reply-To': mail?.parsed.messageId ?? '' }
    await stage.comes(zoes('Re: yours', 'By the head', { headers: answers }))
    await stage.comes(zoes('Re: yours', 'By the head of another', { headers: answers, from: work }))
    expect(inSupport('The customer of 1042 wrote about R1')).toHaveLength(3)
    expect(inSupport(`Somebody wrote to ${HELP}`)).toHaveLength(1)
    // Of a case that is closed meanwhile it is a card of its own.
    await sam().does('/return withdraw R1 keeps it')
    await stage.idle()
    await stage.comes(zoes('Re: Order 1042', 'I do send it back', { to }))
    const late = inSupport('The customer of 1042 wrote').at(-1)?.card as Drawn
    expect(late.summary).toBe('They answer about R1, which is closed. Nothing was done.')
    expect(labels(late)).toEqual(['Reopen R1', 'Open a return', 'Reply', 'Show the mail', 'No case needed'])
    await sam().submits(await sam().presses(late, 'Reopen R1'), { why: 'the customer sends it' })
    await stage.idle()
    expect((await shop.database.db.select().from(cases))[0]?.closedAt).toBeNull()
    expect(inSupport('The customer of 1042 wrote').at(-1)?.card.summary).toBe('Sam added it to R1.')
    nothingPersonal()
  }, 60_000)
})

test('with a case that is open it is added by one press, and what waits for the customer waits anew', async () => {
  await shipped()
  await sam().does('/return open 1042 unwanted does not fit lines:"LAMP x1"')
  await shop.bot.as('Mei', 'lumen').does('/return approve R1 return-to:"Dock 1" credit:0')
  const [before] = await shop.database.db.select().from(cases)
  expect(before?.waitingFor).toBe('customer')
  await stage.comes(zoes('1042', 'I want to return it, and post it tomorrow. Call me on 070-123 45 67.'))
  const wrote = cardIn(shop.chat, 'support', 'The customer of 1042 wrote')
  expect(labels(wrote)).toEqual(['Add to R1', 'Open a return', 'Reply', 'Show the mail', 'No case needed'])
  await sam().presses(wrote, 'Add to R1')
  await stage.idle()
  expect(inSupport('The customer of 1042 wrote about R1')).toHaveLength(1)
  const names = (await shop.database.db.select().from(events)).map(({ name }) => name)
  expect(names).toContain('case.wait_restarted')
  expect(said(await sam().presses(wrote, 'Add to R1'))).toMatch(/^Sam added it to the case already/)
  expect(textIn(shop.chat)).not.toContain('070-123')
})

test('machines, lists, bounces and our own mail open nothing, and are shown to nobody', async () => {
  await shipped()
  const machine: Record<string, string>[] = [
    { 'Auto-Submitted': 'auto-replied', Subject: 'Out of office: order 1042' },
    { 'X-Autoreply': 'yes' },
    { 'List-Id': '<news.example>' },
    { Precedence: 'bulk' },
    { 'Return-Path': '<>', From: 'mailer-daemon@mx.example', Subject: 'Undelivered Mail Returned to Sender' },
    { From: 'Lamps <help@shop.example>' },
    { From: 'Bulbs <other@bulbs.example>' },
    { 'Content-Type': 'multipart/report; report-type=feedback-report; boundary="b"' },
  ]
  for (const headers of machine) await stage.comes(zoes('Order 1042 is broken', 'It is broken', { headers }))
  expect(await stage.outcomes()).not.toContain('customer')
  expect(await shop.database.db.$count(mails)).toBe(0)
  // Mail to nobody of ours stays where it is.
  await stage.comes(zoes('Order 1042 is broken', 'It is broken', { to: 'orders@shop.example' }))
  expect((await stage.outcomes()).at(-1)).toBe('other')
})

test('personal data in the subject, in the words and in names of files is in no room, and one press opens all of it', async () => {
  await shipped()
  const files = [
    { name: 'zoe lindqvist +46317110000.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4 Zoë') },
  ]
  const words =
    'Dear team, my name is Zoë Lindqvist and the lamp is damaged. Send the new one to Kungsgatan 12, please. It is for a friend.\nWrite to friend@mail.example.\nVästra\nHamngatan 5'
  await stage.comes(zoes('1042 Zoë Lindqvist, Västra Hamngatan 5, zoe@example.com', words, {}, files))
  const wrote = cardIn(shop.chat, 'support', 'The customer of 1042 wrote')
  nothingPersonal()
  expect(textIn(shop.chat)).not.toMatch(/kungsgatan|friend@/i)
  expect(textOf(wrote)).toContain('Left out here')
  expect(wrote.files).toBeUndefined()
  const all = card(await sam().presses(wrote, 'Show the mail'))
  expect(textOf(all)).toMatch(/1042 Zoë Lindqvist.*Kungsgatan 12.*file-1.pdf/s)
  // Neither is what staff write back, though it reaches the customer.
  await sam().submits(await sam().presses(wrote, 'Reply'), {
    text: 'Dear Zoë,\nis Västra Hamngatan 5 right?\nWe send it on Monday.',
  })
  expect((await stage.taken(1))[0]?.parsed.text).toContain('Västra Hamngatan 5')
  await stage.idle()
  nothingPersonal()
  const record = inSupport('Sam → the customer of 1042')[0]?.card as Drawn
  expect(record.body).toBe('We send it on Monday.')
  expect(textOf(await sam().presses(record, 'Show the mail'))).toContain('is Västra Hamngatan 5 right?')
})

test('a mail that is larger than what can be kept brings what can be kept, and names the rest', async () => {
  await shipped()
  const files = [
    { name: 'a.png', type: 'image/png', bytes: aPhoto('1') },
    { name: 'film.mov', type: 'video/quicktime', bytes: Buffer.alloc(9_000_000, 7) },
  ]
  await stage.posts(zoes('1042', 'It is broken, see the film', {}, files))
  const wrote = cardIn(shop.chat, 'support', 'The customer of 1042 wrote')
  expect(factsOf(wrote)).toContain('With it: 1 picture and 1 other file')
  expect(textOf(await sam().presses(wrote, 'Show the mail'))).toContain(
    '“film.mov”, which is empty or larger than 8 MB',
  )
}, 60_000)

describe('what staff write', () => {
  const wrote = () => cardIn(shop.chat, 'support', 'The customer of 1042 wrote')
  const answers = async (text: string, as = sam()) => as.submits(await as.presses(wrote(), 'Reply'), { text })
  beforeEach(async () => {
    await shipped()
    await stage.comes(zoes('Order 1042', 'Where is my order?'))
  })

  test('is sent once, though its server breaks off after it took it, and two answer at once', async () => {
    stage.server.fail({ at: 'after' })
    const [mine, olas] = [
      await sam().presses(wrote(), 'Reply'),
      await shop.bot.as('Ola', 'support').presses(wrote(), 'Reply'),
    ]
    await sam().submits(mine, { text: 'It comes tomorrow.' })
    const second = await shop.bot.as('Ola', 'support').submits(olas, { text: 'It comes on Friday.' })
    expect(said(second)).toContain('Sam answered it meanwhile')
    const all = await stage.taken(2)
    expect(new Set(all.map(one => one.parsed.messageId)).size).toBe(1)
    await until(async () => (await shop.database.db.select().from(mailReplies))[0]?.sentAt)
    await stage.idle()
    expect(inSupport('Sam → the customer of 1042')[0]?.card.summary).toBe('It was sent.')
    expect(wrote().summary).toBe('Sam answered it.')
    expect(labels(wrote())).toEqual(['Open a complaint', 'Open a return', 'Reply', 'Show the mail'])
  })

  test('that is refused, or comes back, is said to who wrote it, naming no address, and sent again', async () => {
    stage.server.fail({ at: 'RCPT', reply: '550 5.1.1 <zoe@example.com>: no such user' })
    await answers('It comes tomorrow.')
    await until(async () => (await shop.database.db.select().from(mailReplies))[0]?.failedAt)
    await stage.idle()
    const unsent = () => cardIn(shop.chat, 'support', 'Sam’s mail to the customer of 1042 didn’t arrive')
    expect(textOf(unsent())).toMatch(/no such user.*@Sam/s)
    nothingPersonal()
    await sam().presses(unsent(), 'Send it again')
    const [mail] = await stage.taken(1)
    await stage.idle()
    expect(unsent().summary).toBe('It was sent again.')
    const headers = {
      ...{ From: 'Mail Delivery System <mailer-daemon@mx.example>', 'Return-Path': '<>', To: mail?.from ?? '' },
      ...{ Subject: 'Undelivered Mail Returned to Sender' },
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"',
    }
    const report =
      '--b\r\nContent-Type: text/plain\r\n\r\nCould not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; zoe@example.com\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 550 5.2.2 zoe@example.com mailbox full\r\n\r\n--b--'
    await stage.comes(zoes('Undelivered', report, { headers }))
    expect((await stage.outcomes()).at(-1)).toBe('bounce soft')
    expect(unsent().summary).toContain('It came back')
    expect(textIn(shop.chat, 'alerts')).not.toContain('comes back')
    nothingPersonal()
  })

  test('is only theirs, and from nobody where e-mail to customers is not set up', async () => {
    expect(said(await shop.bot.as('Mei', 'lumen').types('/case write C1 hello'))).toMatch(/I don’t know \/case/)
    shop.bot.mailers.clear()
    expect(said(await answers('Hello'))).toContain('E-mail to customers isn’t set up here')
  })
})

test('of a mail that was kept by a process that died there is one card', async () => {
  await shipped()
  const { keepMail } = await import('../../../src/integrations/email/receive/keep-mail.ts')
  const raw = zoes('Order 1042', 'It is broken')
  await keepMail(shop.database.db, { raw, via: 'imap' }, shop.bot.now())
  await stage.comes(zoes('Order 1042', 'A second one'))
  await Promise.all([stage.sweep(), stage.sweep()])
  await stage.idle()
  expect(inSupport('The customer of 1042 wrote')).toHaveLength(2)
}, 60_000)

import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMailId } from '../../src/integrations/email/addresses.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { messages, rooms } from '../../src/kernel/ground/tables.ts'
import { detailOf, type Phrase, phraseParts } from '../../src/kernel/shapes/card.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { shipTos } from '../../src/orders/tables.ts'
import { PNG, UPS } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { type MailStage, NORTH, openMailStage } from '../stage/mail/a-mail-stage.ts'
import { cardIn } from '../stage/shop.ts'

const shop = aShop()
let stage: MailStage
beforeEach(async () => {
  stage = await openMailStage(shop)
})
afterEach(() => stage.close())

/** At least one card of each kind that a supplier without a chat gets. */
const TITLES = [
  ...['Purchase order 1042-A', 'The shop wrote a note on 1042-A', '1043-A: please cancel', '1044-A is cancelled'],
  ...['Question A1 about 1042-A', 'Complaint C2 of 1042-A', 'Return R3 of 1042-A', 'Sam · the shop’s staff'],
  ...['1045-A is late', 'Terms of North, version 1', 'A test from the shop'],
]
const isNorths = and(eq(rooms.id, messages.roomId), eq(rooms.channel, NORTH))
const sam = (text: string) => shop.bot.as('Sam', 'support').does(text)

test('every card that a supplier gets is in its mail, word for word, and nothing of the customer', async () => {
  await shop.forwarded('1042', [{ sku: 'CHAIR', quantity: 2, imageUrl: 'https://cdn.example/chair.png' }])
  await sam('/po note 1042-A Pack it well.')
  await sam('/po ask 1042-A Is it the blue one?')
  await sam('/supplier terms North acknowledge:"8 working hours"')
  await shop.ask('tracking.add', { purchaseOrder: '1042-A', number: UPS })
  const photo = await keepFile(shop.database.db, { name: 'crack.png', bytes: PNG }, shop.bot.now())
  const happened = 'The <b>seat</b> is cracked & split.'
  await shop.ask('complaint.open', { order: '1042', reason: 'damaged', happened, files: [photo] })
  await sam('/return open 1042 unwanted nope')
  await shop.bot.pump.idle()
  const support = shop.bot.as('Sam', 'support')
  const form = await support.presses(cardIn(shop.chat, 'support', 'Complaint C2 of 1042-A'), 'Reply to supplier')
  await support.submits(form, { text: 'Can you send a new seat?' })
  await shop.forwarded('1043', [{ sku: 'TABLE' }])
  await shop.ask('po.acknowledge', { purchaseOrder: '1043-A' })
  await sam('/order cancel 1043')
  await shop.forwarded('1044', [{ sku: 'TABLE' }])
  await sam('/order cancel 1044')
  await sam('/supplier test-reach North')
  await shop.forwarded('1045', [{ sku: 'TABLE' }])
  shop.bot.wait(6 * 86_400_000)
  while ((await shop.ask('late.sweep')).outcome === 'more');
  await shop.bot.pump.idle()
  const sent = (await shop.database.db.select({ message: messages }).from(messages).innerJoin(rooms, isNorths))
    .map(({ message }) => message)
    .filter(({ card }) => !card.onThread)
  const mails = await stage.taken(sent.length)
  const titles = [...stage.cards.values()].map(({ title }) => title)
  expect(titles).toEqual(expect.arrayContaining([...TITLES]))
  const customers = (await shop.database.db.select().from(shipTos)).flatMap(one => [
    one.street,
    one.name,
    one.phone,
    one.email,
  ])
  for (const { parsed } of mails) {
    const card = stage.cards.get(readMailId(parsed.messageId ?? '', 'shop.example') ?? '')
    if (!card) throw new Error(`whose is ${parsed.messageId}?`)
    for (const shown of [flat(parsed.text ?? ''), flat(wordsOfPage(parsed.html || ''))]) {
      for (const words of wordsOfCard(card)) expect(shown).toContain(flat(words))
      for (const words of customers) expect(words !== null && shown.includes(words)).toBe(false)
    }
    expect(parsed.html).not.toMatch(/(src|background)="?(https?:|\/\/)|url\(|<(script|link|iframe|form)/i)
    for (const [, to] of (parsed.html || '').matchAll(/href="([^"]*)"/g)) expect(to).toMatch(/^https:/)
  }
})

const flat = (words: string) => words.replaceAll(/\s+/g, ' ')
const texts = (phrase: Phrase = '') =>
  phraseParts(phrase).map(part => (typeof part === 'string' ? part : 'at' in part ? '' : part.text))

function wordsOfCard(card: Drawn): readonly string[] {
  return [
    card.title,
    card.isMessage ? '' : card.summary,
    ...(card.facts ?? []).flatMap(({ label, value }) => [label, ...texts(value)]),
    ...(card.lines ?? []).flatMap(line => [line.text, ...texts(detailOf(line))]),
    ...texts(card.body),
    ...(card.files ?? []).map(({ name }) => name),
    ...card.presses.map(({ label }) => label),
    ...texts(card.context),
  ]
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The words of a page, as its reader sees them. */
function wordsOfPage(page: string): string {
  return page
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<br>|<\/(td|p|h1|div)>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#?\w+);/g, (all, name: string) => SIGNS[name] ?? all)
}

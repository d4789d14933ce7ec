import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keepFile, MOST_BYTES } from '../../src/kernel/ground/keep-file.ts'
import { NASTY } from '../chats/nasty.ts'
import { aComplaint, PNG, papersOf } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const transcript = async (number: string) => (await papersOf(shop, `/case transcript ${number}`))[0]?.text ?? ''
const PRIVATE = /hamngatan|zoe@example|711[\s-]*00/i
/** The tags of a page without what stands in their attributes. */
const tagsOf = (page: string) => (page.match(/<[a-z!/][^>]*>/gi) ?? []).map(tag => tag.replaceAll(/"[^"]*"/g, '""'))
/** What would run, or send something, when the page is opened. */
const LIVE = /^<(script|iframe|object|embed|form|link|base|svg)\b|\son\w+=/i

/** Mei writes in the thread under the complaint’s card. */
async function meiWrites(number: string, kind: 'said' | 'edited' | 'deleted', message: string, text = '') {
  const root = shop.chat.messages.find(
    one => one.channel === 'lumen' && one.card.title === `Complaint ${number} of 1042-A`,
  )
  const where = { message, thread: root?.ref ?? '' }
  const mei = { chat: 'memory', user: 'mei', name: 'Mei', channel: 'lumen', roles: [] }
  const at = shop.bot.now().toISOString()
  await shop.bot.desk.threadMessage(mei, kind === 'deleted' ? { kind, ...where } : { kind, ...where, text, at })
}

test('a transcript tells all that was done, said and attached, in order, with when, who and where', async () => {
  const number = await aComplaint(shop)
  const page = await transcript(number)
  const told = [
    'added tracking',
    'attached crack.png',
    'asked the supplier about',
    'we send a new one',
    'a friend of the',
  ]
  for (const words of [...told, 'ships on Monday', 'USD 0.00 of USD 9.00', 'Memory, by a form'])
    expect(page, words).toContain(words)
  const from = page.indexOf('What was done and said')
  const inOrder = ['sent 1042-A', 'added tracking', 'we send a new one', 'a friend of the', 'ships on Monday']
  const places = inOrder.map(words => page.indexOf(words, from))
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(page).toMatch(/<b>Mei<\/b>[^<]*<span class="tag">Lumen · Memory/)
  expect(page).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/)
  expect(page).toContain('data:image/png;base64,')
  expect(page).toMatch(/SHA-256 <code>[\da-f]{64}</)
})

test('what was edited or deleted is there with what it said before, marked as such', async () => {
  const number = await aComplaint(shop)
  await shop.ask('chat.hear', { chat: 'memory', hears: true })
  await meiWrites(number, 'said', 'mei-1', 'On Monday at noon')
  await meiWrites(number, 'edited', 'mei-1', 'On Tuesday at noon')
  await meiWrites(number, 'said', 'mei-2', 'A slip of the hand')
  await meiWrites(number, 'deleted', 'mei-2')
  const page = await transcript(number)
  expect(page).toMatch(/On Tuesday at noon<\/p>.*Until it was edited, [^<]* UTC: On Monday at noon/s)
  expect(page).toMatch(/class="turn theirs deleted".*A slip of the hand.*Deleted by its author, /s)
})

test('an edit of staff’s that was held back is there, and that the supplier kept the words before it', async () => {
  const number = await aComplaint(shop)
  await shop.ask('chat.hear', { chat: 'memory', hears: true })
  const root = shop.chat.messages.find(({ card: { title } }) => /^Conversation with Lumen/.test(title))
  const sam = { chat: 'memory', user: 'sam', name: 'Sam', channel: 'support', roles: [] }
  const says = (kind: 'said' | 'edited', text: string) =>
    shop.bot.desk.threadMessage(sam, {
      ...{ kind, message: 'sam-1', thread: root?.ref ?? '', text, at: shop.bot.now().toISOString() },
    })
  await says('said', 'Hello there')
  await says('edited', 'Call +46 31 711 00 00')
  const page = await transcript(number)
  expect(page).toMatch(
    /Hello there<\/p>.*Held back and not kept, [^<]* UTC: the words then named the customer’s phone\./s,
  )
  expect(page).not.toMatch(PRIVATE)
})

test('the customer’s street, phone and e-mail are in no transcript, whoever wrote them and however', async () => {
  const theirs = 'Sent to Vastra  Hamngatan 5, call 0046 (0)31-711 00 00 or ZOE@example.com on Friday'
  const number = await aComplaint(shop, { theirs, note: 'lives at VÄSTRA HAMNGATAN 5' })
  const paper = { name: 'to zoe@example.com.png', bytes: PNG }
  const files = await keepFile(shop.database.db, paper, shop.bot.now())
  await shop.ask('complaint.evidence', { case: number, files: [files] })
  await shop.bot.as('Sam', 'support').types(`/case close ${number} other her mail is zoe@example.com`)
  for (const line of [`/case transcript ${number}`, `/case evidence ${number}`])
    for (const { name, text } of (await papersOf(shop, line)).filter(one => /html|json/.test(one.name)))
      expect(text.replaceAll(/data:[^"]*/g, ''), name).not.toMatch(PRIVATE)
  const page = await transcript(number)
  expect(page).toContain('Sent to [street left out], call [phone left out] or [e-mail left out] on Friday')
  expect(page).not.toContain('Lindqvist')
})

test('nothing that anybody wrote is markup in it, and the page runs and fetches nothing', async () => {
  const number = await aComplaint(shop, { theirs: NASTY.join('\n'), note: '<img src=x onerror=alert(1)>' })
  for (const line of [`/case transcript ${number}`, `/case evidence ${number}`]) {
    const [page] = await papersOf(shop, line)
    expect(tagsOf(page?.text ?? '').filter(tag => LIVE.test(tag))).toEqual([])
    expect(page?.text).not.toMatch(/(src|href)="(?!data:|https:)/)
    expect(page?.text).toContain('The shade &lt;b&gt;is&lt;/b&gt; cracked.')
    expect(page?.text).toContain("default-src 'none'")
    expect(page?.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  }
  expect(await transcript(number)).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test.each(['transcript', 'evidence'])(
  'a %s holds the photos of a case as far as a file goes, and names the rest',
  async what => {
    const number = await aComplaint(shop)
    const megabytes = {
      'one.jpg': 2.2,
      'two.jpg': 2.2,
      [`${'"&'.repeat(40)}.jpg`]: 1.5,
      'too much.jpg': 3.1,
      'last.jpg': 0.2,
    }
    const ids: string[] = []
    for (const [name, size] of Object.entries(megabytes)) {
      const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(size * 1_000_000)])
      ids.push(await keepFile(shop.database.db, { name, bytes }, shop.bot.now()))
    }
    await shop.ask('complaint.evidence', { case: number, files: ids })
    const [paper] = await papersOf(shop, `/case ${what} ${number}`)
    const page = paper?.text ?? ''
    expect(page.match(/data:image\/jpeg;base64,/g)).toHaveLength(4)
    expect(page).toMatch(/too much\.jpg<\/b>\s*<div>Too large for this page: it is in the case’s thread\./)
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MOST_BYTES)
    for (const name of ['one.jpg', 'two.jpg', 'too much.jpg', 'last.jpg']) expect(page).toContain(`attached ${name}`)
  },
)

test('a transcript fits whatever the sizes of its photos are', async () => {
  const number = await aComplaint(shop)
  const bare = Buffer.byteLength(await transcript(number))
  for (const spare of [0, 400, 1_200, 2_000]) {
    const size = Math.floor(((MOST_BYTES - bare - spare) * 3) / 4)
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(size)])
    const files = await keepFile(shop.database.db, { name: `${spare}.jpg`, bytes }, shop.bot.now())
    await shop.ask('complaint.evidence', { case: number, files: [files] })
    expect(await transcript(number), `${spare} bytes to spare`).toContain(`${spare}.jpg`)
  }
})

test('it is handed to whoever asked alone, and that they did is on the record', async () => {
  const number = await aComplaint(shop)
  const before = shop.chat.messages.length
  const sam = shop.bot.as('Sam', 'support')
  const answer = card(await sam.types(`/case transcript ${number}`))
  await shop.bot.pump.idle()
  expect(answer.files?.map(({ name }) => name)).toEqual([`${number}-transcript.html`])
  expect(shop.chat.messages).toHaveLength(before)
  expect(phraseText(card(await sam.types(`/case show ${number}`)).body)).toContain(`made the transcript of ${number}`)
  const more = await sam.presses(cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`), 'More')
  expect(card(await sam.presses(card(more), 'Transcript')).files).toHaveLength(1)
})

test('a late shipment has one too, with what was due when', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await shop.bot.as('Mei', 'lumen').types('/po acknowledge 1042-A')
  shop.bot.wait(49 * 3_600_000)
  await shop.ask('late.sweep')
  await shop.bot.pump.idle()
  const titles = shop.chat.messages.map(one => one.card.title)
  const number = /L\d+/.exec(titles.find(title => /^L\d+: 1042-A is late/.test(title)) ?? '')?.[0] ?? ''
  const page = await transcript(number)
  expect(page).toContain(`Late shipment ${number} of 1042-A`)
  expect(page).toMatch(/<dt>Ship by<\/dt><dd><time datetime/)
  expect(page).toContain('not shipped')
  expect(page).toContain('acknowledged 1042-A')
})

test('neither paper is for a supplier, a stranger, or the shop’s people in a supplier’s room', async () => {
  const number = await aComplaint(shop)
  for (const verb of ['transcript', 'evidence']) {
    expect(said(await shop.bot.as('Mei', 'lumen').types(`/case ${verb} ${number}`)), verb).toMatch(
      /I don’t know \/case/,
    )
    expect(said(await shop.bot.as('Ola', 'lumen').types(`/case ${verb} ${number}`)), verb).toMatch(
      /I don’t know \/case/,
    )
    const shown = cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`)
    const more = card(await shop.bot.as('Sam', 'support').presses(shown, 'More'))
    const label = verb === 'transcript' ? 'Transcript' : 'Evidence pack'
    expect(said(await shop.bot.as('Mei', 'lumen').presses(more, label))).toContain('does not work here')
  }
  expect(said(await shop.bot.as('Sam', 'support').types('/case transcript C999'))).toContain(
    'There is no case C999 here',
  )
})

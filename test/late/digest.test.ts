import { expect, test } from 'vitest'
import { aLateShop } from '../stage/a-late-shop.ts'
import { said } from '../stage/shop.ts'

const shop = aLateShop()
const sam = () => shop.bot.as('Sam', 'alerts')
const mei = () => shop.bot.as('Mei', 'lumen')
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(2_000 + index))

/** So many purchase orders of Lumen that nobody says yes to within a day. */
async function notAcknowledged(count: number) {
  for (const number of numbers(count)) await shop.forwarded(number, [{ sku: 'LAMP' }])
  await shop.later(24.2)
}
const digests = (channel: string) =>
  shop.chat.messages.filter(one => one.channel === channel && one.card.title.includes('fell due within the hour'))

test('three are told by themselves, in cards with threads', async () => {
  await notAcknowledged(3)
  expect(shop.titles('lumen').filter(title => title.endsWith('is late'))).toHaveLength(3)
  expect(shop.titles('alerts')).toHaveLength(3)
  expect(digests('lumen')).toEqual([])
})

test('more are one digest on each side, with the first of them and how many more', async () => {
  await notAcknowledged(20)
  expect(digests('lumen')).toHaveLength(1)
  expect(digests('alerts')).toHaveLength(1)
  expect(shop.titles('lumen').filter(title => title.endsWith('is late'))).toEqual([])
  const [digest] = digests('lumen')
  expect(digest?.card.title).toBe('20 purchase orders fell due within the hour')
  expect(digest?.card.summary).toBe('20 of 20 still want an answer, and 5 more.')
  expect(digest?.card.lines).toHaveLength(15)
  expect(digest?.card.lines?.[0]?.text).toMatch(/^20\d\d-A · not acknowledged/)
})

test('what falls due later in the hour is drawn into the same digest, and calls nobody', async () => {
  await notAcknowledged(5)
  await shop.forwarded('3000', [{ sku: 'LAMP' }])
  const messages = shop.chat.messages.length
  await shop.later(0)
  expect(shop.chat.messages).toHaveLength(messages)
})

test('a supplier acts on one without a command: it gets a card and a thread of its own, and the digest follows', async () => {
  await notAcknowledged(20)
  const [digest] = digests('lumen')
  if (!digest) throw new Error('no digest')
  const form = await mei().presses(digest.card, 'Answer one')
  if (form.kind !== 'form') throw new Error('no form')
  const [field] = form.form.fields
  expect([field?.kind, field?.choices?.length]).toEqual(['select', 20])
  const number = await shop.caseOf('2003-A')
  const shown = await mei().submits(form, { case: number })
  if (shown.kind !== 'shown') throw new Error(said(shown))
  expect(shown.card.title).toBe('2003-A is late')
  const day = new Date(shop.bot.now().getTime() + 2 * 86_400_000).toISOString().slice(0, 10)
  await mei().submits(await mei().presses(shown.card, 'New ship date'), { promised: day })
  await shop.bot.pump.idle()
  expect(digests('lumen')[0]?.card.summary).toBe('19 of 20 still want an answer, and 5 more.')
  const other = await shop.caseOf('2004-A')
  await sam().types(`/case nudge ${other}`)
  await shop.bot.pump.idle()
  expect(shop.thread('lumen', '2004-A is late')).toEqual(['Sam asks about 2004-A'])
  expect(shop.titles('alerts')).toContain(`${other}: 2004-A is late`)
})

test('each room has its own measure: what is a flood for Lumen is one card for Casa', async () => {
  await shop.forwarded('2900', [{ sku: 'BOWL' }])
  await notAcknowledged(5)
  expect(shop.titles('casa')).toEqual(['Purchase order 2900-A', '2900-A is late'])
  expect(digests('lumen')).toHaveLength(1)
  // Whichever was noticed first: what the digest does not name has a card.
  const cards = shop.titles('alerts').filter(title => title.endsWith('is late')).length
  expect(digests('alerts').map(({ card }) => card.title)).toEqual([
    `${6 - cards} purchase orders fell due within the hour`,
  ])
})

import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { factsOf } from '../stage/text-of.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const sam = () => shop.bot.as('Sam', 'support')
const HOUR = 3_600_000
const TITLE = 'Question A1 about 1042-A'
const settled = () => shop.bot.pump.idle()
const inLumen = (title: string) => cardIn(shop.chat, 'lumen', title)
const inSupport = (title: string) => cardIn(shop.chat, 'support', title)
const labels = (one: { presses: readonly { label: string }[] }) => one.presses.map(({ label }) => label)
const bodies = (channel: string) =>
  shop.chat.messages.filter(one => one.channel === channel && one.card.isMessage).map(one => one.card.body)

async function asked(): Promise<void> {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(said(await mei().types('/po ask 1042-A is the blue one meant?'))).toBe(
    'A1: the shop was asked about 1042-A. Its answer comes to your room.',
  )
  await settled()
}

test('what a supplier asks reaches staff with a button to answer, and the answer comes back to where it was asked', async () => {
  await asked()
  expect(inSupport(TITLE).summary).toBe('Mei of Lumen asks about 1042-A: is the blue one meant?')
  expect(labels(inSupport(TITLE))).toEqual(['Answer', 'Needs no answer', 'Take', 'Snooze', 'More'])
  expect(factsOf(inLumen('Purchase order 1042-A'))).toContain('Question A1')
  const form = await sam().presses(inSupport(TITLE), 'Answer')
  expect(said(await sam().submits(form, { answer: 'Yes, the blue one.' }))).toBe('A1 is answered: Lumen can read it.')
  await settled()
  expect(bodies('lumen')).toEqual(['Yes, the blue one.'])
  expect(factsOf(inLumen(TITLE))).toMatch(/answered by Sam.*Yes, the blue one\./s)
  expect(labels(inLumen(TITLE))).toEqual(['Ask the shop'])
  expect(factsOf(inLumen('Purchase order 1042-A'))).not.toContain('Question')
  expect(said(await sam().submits(form, { answer: 'No.' }))).toBe('A1 was already closed by Sam.')
})

test('a question has a clock: the staff are reminded, its supplier is not', async () => {
  await asked()
  const before = shop.chat.messages.filter(one => one.channel === 'lumen').length
  for (const _ of [1, 2]) {
    shop.bot.wait(9 * HOUR)
    await shop.ask('case.escalate', {})
    await settled()
  }
  expect(inSupport('A1 waits for an answer').summary).toContain('Nobody has answered about 1042-A.')
  expect(shop.chat.messages.filter(one => one.channel === 'lumen')).toHaveLength(before)
})

test('staff ask a supplier, who is called and answers with one form; what names the customer’s own is refused', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(said(await sam().types('/po ask 1042-A ring +46 31 711 00 00 first?'))).toContain('the customer’s phone')
  expect(said(await sam().types('/po ask 1042-A which colour is left?'))).toBe('A1: Lumen was asked about 1042-A.')
  await settled()
  const theirs = inLumen(TITLE)
  expect(theirs.summary).toBe('The shop asks you about 1042-A: which colour is left?')
  expect(theirs.pings?.map(({ name }) => name)).toEqual(['Mei', 'Chen'])
  await mei().submits(await mei().presses(theirs, 'Answer'), { answer: 'Blue only.' })
  await settled()
  expect(inSupport('Mei answered A1').summary).toBe('About 1042-A: Blue only.')
  expect(factsOf(inSupport(TITLE))).toContain('Blue only.')
})

test('another supplier neither asks about it nor reads or answers what is asked', async () => {
  await asked()
  const lucia = shop.bot.as('Lucía', 'casa')
  for (const typed of ['/po ask 1042-A what?', '/question answer A1 no', '/question show A1'])
    expect(said(await lucia.types(typed))).toMatch(/^There is no /)
  expect(said(await mei().types('/question answer A1 yes'))).toBe('A1 is your own question: the shop answers it.')
  expect(card(await mei().types('/question show A1')).title).toBe(TITLE)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { kinds } from '../../src/case-kinds.ts'
import { registerCaseKinds } from '../../src/cases/kind.ts'
import { aShop } from '../stage/a-shop.ts'
import { system } from '../stage/bot.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { chargebackKind, withChargebacks } from './a-chargeback.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'alerts')
const says = async (text: string) => said(await sam().types(text))
const HOUR = 3_600_000

beforeAll(() => {
  registerCaseKinds([...kinds, chargebackKind])
})
afterAll(() => {
  registerCaseKinds(kinds)
})

async function aChargeback() {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const ask = withChargebacks(shop)
  const { text } = await ask('chargeback.open', { purchaseOrder: '1042-A' }, system)
  await shop.bot.pump.idle()
  return { ask, number: text, title: `Chargeback ${text} of 1042-A` }
}

test('a further kind of case has cards, a list, a page, a escalation and an end, with nothing but its own object', async () => {
  const { ask, number, title } = await aChargeback()
  expect(number).toBe('B1')
  expect(cardIn(shop.chat, 'lumen', title).pings?.map(({ name }) => name)).toEqual(['Mei', 'Chen'])
  await sam().presses(cardIn(shop.chat, 'alerts', title), 'Take')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'alerts', title).facts).toEqual([
    { label: 'Supplier', value: 'Lumen' },
    { label: 'Owner', value: 'Sam' },
    { label: 'Next', value: 'Prove the parcel' },
  ])

  expect(card(await sam().types('/case list mine')).lines?.map(({ text }) => text)).toEqual([
    'B1 · 1042-A · chargeback',
  ])
  expect(card(await sam().types('/case show B1')).title).toBe('Chargeback B1')
  expect((await ask('chargeback.show', { case: 'B1' }, system)).card?.title).toBe(title)
  expect(await says('/complaint show B1')).toBe('B1 is not a complaint.')
  expect(await says('/case show X9')).toContain('L7, C12, R13, Q7, A7, P7 or B')
  expect(await says('/case transcript B1')).toContain('Everything known about B1')
  expect(await says('/case correct B1 refund 3.00 typo')).toBe('B1 is about time, not money, so it has no amounts.')

  await ask('case.close', { case: 'B1', reason: 'solved' }, system)
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', 'B1 is over').summary).toBe('The bank decided.')
  expect(await says('/case reopen B1')).toBe('B1 is open again.')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', 'B1 is open again').summary).toBe('The bank asks again.')
  await says('/case close B1 other lost')
  expect(await says('/case reopen B1')).toBe('B1 stays closed: the bank decided.')
})

test('it escalates by its own steps, and staff set it like any other', async () => {
  await aChargeback()
  const escalation = async () =>
    card(await sam().types('/case escalation')).facts?.find(({ label }) => label === 'Chargebacks')
  expect((await escalation())?.value).toBe('The supplier after 2 hours; the staff after 3 hours.')
  await says('/case escalation chargeback supplier 5 hours, staff 1 day')
  expect((await escalation())?.value).toBe('The supplier after 5 hours; the staff after 24 hours.')
  expect(await says('/case escalation cashback')).toBe(
    '“cashback” is not a kind of case. Write late, complaint, return, change, question, parcel or chargeback.',
  )
  shop.bot.wait(72 * HOUR)
  await shop.ask('case.escalate')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', '1042-A still waits for your answer').pings?.length).toBe(2)
})

test('two kinds whose numbers would be mistaken for each other do not start', () => {
  expect(() => registerCaseKinds([...kinds, { ...chargebackKind, prefix: 'C' }])).toThrow(
    'two kinds of case have the prefix C',
  )
  expect(() => registerCaseKinds([...kinds, { ...chargebackKind, name: 'late' }])).toThrow(
    'two kinds of case have the name late',
  )
})

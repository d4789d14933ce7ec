import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { cardIn, said } from '../stage/shop.ts'

const shop = aShop()
const mei = () => shop.bot.as('Mei', 'lumen')
const says = async (text: string) => said(await shop.bot.as('Sam', 'support').does(text))
const fact = (number: string) =>
  cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`).facts?.find(one => one.label === 'Supplier credit')
    ?.value

/** A lamp that broke, and EUR 44.50 that Lumen offers for it. */
async function offered(): Promise<string> {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei().types('/tracking add 1042-A 1Z999AA10123456784')
  const number = /C\d+/.exec(await says('/complaint open 1042 damaged cracked'))?.[0] ?? ''
  await mei().types(`/complaint answer ${number} sorry credit:"44.50 EUR"`)
  return number
}

test('a credit that the supplier offered is not forgotten when the customer is refunded, by either side', async () => {
  const number = await offered()
  expect(await says(`/complaint resolve ${number} refund`)).toBe(
    `${number} is resolved: refund of EUR 44.50. The supplier’s credit of EUR 44.50 is still to come; ` +
      `when it has: /case credit ${number}. Waybill only records it: pay it back in the admin of Lamps.`,
  )
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', `${number} is closed`).summary).toBe(
    'It is closed. Your credit of EUR 44.50 is still to come.',
  )
  expect(cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`).summary).toContain(
    'The credit of EUR 44.50 by Lumen is still to come.',
  )
  expect(await says(`/case credit ${number}`)).toBe(`${number}: the credit of EUR 44.50 is recorded.`)
  await shop.bot.pump.idle()
  expect(fact(number)).toBe('EUR 44.50, settled')
  expect(cardIn(shop.chat, 'support', `Complaint ${number} of 1042-A`).summary).not.toContain('still to come')
})

test('a supplier that sends it again is told that its credit is still to come as well', async () => {
  const number = await offered()
  await says(`/complaint resolve ${number} replacement`)
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', `${number} is closed`).summary).toBe(
    'Please send it again: 1042-B is its replacement. Your credit of EUR 44.50 is still to come.',
  )
})

test('of a complaint that is withdrawn no credit is waited for, and that is said', async () => {
  const number = await offered()
  expect(await says(`/complaint resolve ${number} withdrawn`)).toBe(
    `${number} is resolved: withdrawn. The supplier’s credit of EUR 44.50 is no longer expected.`,
  )
  await shop.bot.pump.idle()
  expect(fact(number)).toBe('nothing')
  expect(cardIn(shop.chat, 'lumen', `${number} is closed`).summary).toBe(
    'It is closed: there is nothing more for you to do.',
  )
})

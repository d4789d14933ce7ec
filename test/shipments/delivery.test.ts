import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'orders')
const says = async (text: string) => said(await sam().types(text))
const theirs = () => cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')

test('what was delivered says so to both sides, once, and in its story', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  expect(await says('/tracking delivered 1042-A')).toBe(
    '1042-A is not fully shipped, so it cannot be delivered. Add its tracking first.',
  )
  await sam().types('/tracking add 1042-A 1Z999AA10123456784')
  expect(await says('/tracking delivered 1042-A')).toBe('1042-A was delivered.')
  expect(await says('/tracking delivered 1042-A')).toBe('1042-A is delivered already.')
  await shop.bot.pump.idle()
  expect(theirs().summary).toContain('Delivered')
  expect(phraseText(card(await sam().types('/order show 1042')).body)).toContain(
    'recorded that 1042-A was delivered on',
  )
})

test('the day of a delivery is checked in words, and a supplier cannot record one', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await sam().types('/tracking add 1042-A 1Z999AA10123456784')
  expect(await says('/tracking delivered 1042-A soon')).toMatch(/write a day such as 2026-11-20/i)
  expect(await says('/tracking delivered 1042-A 2999-01-01')).toBe('2999-01-01 has not come yet.')
  expect(await says('/tracking delivered 1042-A 2020-01-01')).toBe(
    '1042-A was sent to Lumen only later than 2020-01-01.',
  )
  const mei = shop.bot.as('Mei', 'lumen')
  expect(said(await mei.types('/tracking delivered 1042-A'))).toContain('I don’t know /tracking delivered')
  await shop.bot.pump.idle()
  expect(theirs().summary).not.toContain('Delivered')
})

test('a number that was never scanned is late no more once its parcel was delivered', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await sam().types('/tracking add 1042-A 1Z999AA10123456784')
  shop.bot.wait(72 * 3_600_000)
  await shop.ask('late.sweep')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', '1042-A is late').summary).toContain('never scanned')
  await sam().types('/tracking delivered 1042-A')
  await shop.bot.pump.idle()
  expect(cardIn(shop.chat, 'lumen', '1042-A was late').summary).toBe('1042-A was delivered.')
})

import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { factsOf, phraseText } from '../stage/text-of.ts'

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
  expect(await says('/tracking delivered 1042-A soon')).toMatch(
    /“soon” is not a day or a time\. Write it as .*, yesterday, friday or 2 Dec\./,
  )
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

const UPS = '1Z999AA10123456784'
const CHINA = 'RB123456785CN'
const line = () =>
  theirs()
    .lines?.map(({ detail }) => phraseText(detail))
    .join()

test('of two parcels one is delivered, then the other: only then all of it is, and each piece is at one place', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await sam().types(`/tracking add 1042-A ${UPS} lines:"LAMP x2"`)
  expect(await says(`/tracking delivered 1042-A shipment:${UPS}`)).toBe(
    `UPS ${UPS} was delivered. Not all of 1042-A is.`,
  )
  expect(await says(`/tracking delivered 1042-A shipment:${UPS}`)).toBe(`${UPS} was delivered already.`)
  await sam().types(`/tracking add 1042-A ${CHINA}`)
  await shop.bot.pump.idle()
  expect(line()).toContain('2 of 3 delivered')
  expect(factsOf(theirs())).toContain(`Parcels: UPS ${UPS} (delivered), China Post ${CHINA}`)
  expect(theirs().summary).not.toContain('Delivered')
  const listed = card(await sam().types('/tracking list 1042-A'))
  expect(listed.lines?.map(({ detail }) => phraseText(detail).includes('delivered'))).toEqual([true, false])
  expect(await says(`/tracking delivered 1042-A shipment:${CHINA}`)).toBe(
    `China Post ${CHINA} was delivered. 1042-A was delivered.`,
  )
  await shop.bot.pump.idle()
  expect(theirs().summary).toContain('Delivered')
})

test('a parcel that was put on the wrong purchase order does not keep it from being delivered', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await sam().types(`/tracking add 1042-A ${UPS}`)
  await sam().types(`/tracking add 1042-A ${CHINA} sure:yes`)
  await says(`/tracking delivered 1042-A shipment:${UPS}`)
  await says(`/tracking remove 1042-A ${CHINA}`)
  await shop.bot.pump.idle()
  expect(theirs().summary).toContain('Delivered')
})

test('what is taken back while the rest is delivered leaves the purchase order delivered', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await sam().types(`/tracking add 1042-A ${UPS} lines:"LAMP x2"`)
  await says(`/tracking delivered 1042-A shipment:${UPS}`)
  await says('/po take-back 1042-A')
  await shop.bot.pump.idle()
  expect(theirs().summary).toContain('Delivered')
})

test('a parcel that came is not called late for its scan, while another is', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await sam().types(`/tracking add 1042-A ${UPS} lines:"LAMP x1"`)
  await says(`/tracking delivered 1042-A shipment:${UPS}`)
  shop.bot.wait(3_600_000)
  await sam().types(`/tracking add 1042-A ${CHINA}`)
  shop.bot.wait(48 * 3_600_000 - 1_800_000)
  await shop.ask('late.sweep')
  await shop.bot.pump.idle()
  const cards = () => shop.chat.messages.filter(({ channel }) => channel === 'lumen').map(({ card }) => card.title)
  expect(cards()).not.toContain('1042-A is late')
  shop.bot.wait(3_600_000)
  await shop.ask('late.sweep')
  await shop.bot.pump.idle()
  expect(cards()).toContain('1042-A is late')
})

test('pieces that came back show on both cards, less those that were not in the parcel', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 3 }])
  await sam().types(`/tracking add 1042-A ${UPS}`)
  await says('/tracking delivered 1042-A')
  const support = shop.bot.as('Sam', 'support')
  const number = /R\d+/.exec(said(await support.does('/return open 1042 damaged cracked lines:"LAMP x2"')))?.[0]
  await shop.ask('return.approve', { case: number, returnTo: 'Dock 4, Shenzhen' })
  await shop.ask('return.receive', { case: number })
  await shop.bot.pump.idle()
  expect(line()).toContain('2 returned')
  expect(phraseText(cardIn(shop.chat, 'orders', 'Order 1042').lines?.at(-1)?.detail)).toContain('2 pieces returned')
  await shop.ask('return.inspect', { case: number, found: 'LAMP x1 missing, rest restocked' })
  await shop.bot.pump.idle()
  expect(line()).toContain('1 returned')
})

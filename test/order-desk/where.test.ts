import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { said } from '../stage/shop.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const CHINA = 'RB123456785CN'
const NOW = Math.floor(Date.now() / 1_000) * 1_000
const sam = () => shop.bot.as('Sam', 'orders')
const where = async () => said(await sam().types('/order where 1042'))
const hear = (number: string, tag: string, hours: number, detail?: string) =>
  shop.ask('tracking.heard', {
    feed: 'test',
    scans: [{ number, tag, detail, at: new Date(NOW - hours * 3_600_000).toISOString(), words: 'x' }],
  })

test('“where is my order?” is answered in sentences for the customer, which say no more than is known', async () => {
  await shop.receive('1042', [{ sku: 'LAMP', quantity: 2 }])
  expect(await where()).toBe('We are preparing your order 1042.')
  await shop.ask('order.forward', { order: '1042' })
  await sam().types(`/tracking add 1042-A ${UPS} lines:"LAMP x1"`)
  expect(await where()).toMatch(
    /^The first parcel of your order 1042 is packed, and the carrier will pick it up soon \(UPS 1Z999AA10123456784\)\. You can follow it here: https:\/\/\S+1Z999AA10123456784\S* We are still preparing the rest\.$/,
  )
  await sam().types(`/tracking add 1042-A ${CHINA}`)
  await hear(UPS, 'InTransit', 5)
  await hear(CHINA, 'Exception', 2, 'returning')
  expect(await where()).toMatch(
    /Parcel 1 of 2 is on its way \(UPS .*Parcel 2 of 2 is on its way back to us \(China Post/,
  )
  await hear(UPS, 'Delivered', 1)
  expect(await where()).toMatch(/Parcel 1 of 2 was delivered on \d+ \w+ \d{4} \(UPS/)
  expect(await where()).not.toMatch(/Lindqvist|Hamngatan|Lumen/)
})

test('a customer is answered in the language they bought in, and staff read what it says', async () => {
  await shop.receive('1042', [{ sku: 'LAMP' }], { language: 'de_at' })
  await shop.ask('order.forward', { order: '1042' })
  await sam().types(`/tracking add 1042-A ${UPS}`)
  await hear(UPS, 'InTransit', 5)
  const [german, english] = (await where()).split('\n\n')
  expect(german).toMatch(/^Ihre Bestellung 1042 ist unterwegs \(UPS 1Z999AA10123456784\)\. Hier können Sie/)
  expect(english).toMatch(/^In English \(this is German\): Your order 1042 is on its way/)
  expect(said(await sam().types('/order where 1042 language:fr'))).toMatch(/^Votre commande 1042 est en route/)
  // A later telling without a language does not take it away; a language that nobody wrote sentences in is answered in English.
  await shop.receive('1042', [{ sku: 'LAMP' }], { language: null, updatedAt: new Date(NOW) })
  expect(await where()).toMatch(/^Ihre Bestellung/)
  await shop.receive('1042', [{ sku: 'LAMP' }], { language: 'fi', updatedAt: new Date(NOW + 1_000) })
  expect(await where()).toMatch(/^Your order 1042 is on its way/)
})

import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { said } from '../stage/shop.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const DHL = '123456789012 carrier:DHL'
const staff = async (text: string) => said(await shop.bot.as('Sam', 'orders').types(text))
const mei = async (text: string) => said(await shop.bot.as('Mei', 'lumen').types(text))
const casa = async (text: string) => said(await shop.bot.as('Lucía', 'casa').types(text))

test('a number of another supplier’s parcel is refused, and whose it is staff alone are told', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }, { sku: 'BOWL' }])
  await mei(`/tracking add 1042-A ${UPS}`)
  expect(await casa(`/tracking add 1042-B ${UPS}`)).toBe(
    `${UPS} is the number of another parcel already. Compare it with the label.`,
  )
  expect(await staff(`/tracking add 1042-B ${UPS}`)).toContain('is the number of a parcel of 1042-A already')
  expect(await casa(`/tracking add 1042-B ${DHL}`)).toContain('All of 1042-B is in parcels')
  expect(await casa(`/tracking correct 1042-B 123456789012 ${UPS}`)).toContain('of another parcel already')
})

test('one parcel holds two orders of one supplier, and a number comes again after some months', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await shop.forwarded('1043', [{ sku: 'LAMP' }])
  await shop.forwarded('1044', [{ sku: 'BOWL' }])
  await mei(`/tracking add 1042-A ${UPS}`)
  expect(await mei(`/tracking add 1043-A ${UPS}`)).toContain('All of 1043-A is in parcels')
  shop.bot.wait(91 * 86_400_000)
  expect(await casa(`/tracking add 1044-A ${UPS}`)).toContain('All of 1044-A is in parcels')
})

test('the parcel that comes back is not the one that went out', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  await mei(`/tracking add 1042-A ${UPS}`)
  const [number] = /^R\d+/.exec(await staff('/return open 1042 unwanted too bright')) ?? []
  await mei(`/return approve ${number} return-to:"Dock 4, Ningbo"`)
  expect(await staff(`/return parcel ${number} ${UPS}`)).toBe(
    `${UPS} is the parcel that went out. The one that comes back has a number of its own.`,
  )
  expect(await staff(`/return parcel ${number} ${DHL}`)).toContain('is on its way back')
})

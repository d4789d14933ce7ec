import { expect, test } from 'vitest'
import { shipAllowance } from '../../src/suppliers/rules.ts'
import { readShip } from '../../src/suppliers/ship-lines.ts'

const TERMS = readShip(`SKU LAMP-*-XL, BULB: 5 working days
  SKU VASE method express: 8 hours
  method express, next day: 24 hours
  destination EU, CH: 3 working days
  destination US: 4 working days
  otherwise: 2 working days`)

const hours = (over: { skus?: (string | null)[]; method?: string | null; destination?: string | null }) => {
  const { amount, unit } = shipAllowance(TERMS, { skus: ['CUP'], method: null, destination: null, ...over })
  return `${amount} ${unit}`
}

test.each([
  ['nothing fits', {}, '2 working days'],
  ['a star in a SKU stands for anything, whatever the case', { skus: ['lamp-oak-xl'] }, '5 working days'],
  ['a star is no end', { skus: ['LAMP-OAK-XL-2'] }, '2 working days'],
  ['a star may stand for nothing, but not be shared', { skus: ['LAMP--XL', 'LAMP-XL'] }, '5 working days'],
  ['too short for both ends', { skus: ['LAMP-XL'] }, '2 working days'],
  ['one SKU of several is enough', { skus: [null, 'CUP', ' bulb '] }, '5 working days'],
  ['a line without SKU fits no rule for SKUs', { skus: [null] }, '2 working days'],
  ['all that a rule names must fit', { skus: ['VASE'], method: 'Standard' }, '2 working days'],
  ['the first that fits wins', { skus: ['VASE'], method: 'DHL Express', destination: 'DE' }, '8 hours'],
  ['words of a long name of a method', { method: 'UPS Next-Day (before noon)' }, '24 hours'],
  ['but whole words', { method: 'Expressly slow' }, '2 working days'],
  ['a country of the union', { destination: 'SE' }, '3 working days'],
  ['one named beside it', { destination: 'CH' }, '3 working days'],
  ['a country that left', { destination: 'GB' }, '2 working days'],
  ['another', { destination: 'US' }, '4 working days'],
])('%s', (_, asked, expected) => {
  expect(hours(asked)).toBe(expected)
})

test.each([
  ['Germany', 'DE'],
  ['Vietnam', 'VN'],
  ['Serbia', 'RS'],
  ['Kosovo', 'XK'],
  ['European Union', 'MT'],
])('a rule for destination %s fits an order to %s', (named, destination) => {
  const terms = readShip(`destination ${named}: 9 hours; otherwise: 2 working days`)
  expect(shipAllowance(terms, { skus: [], method: null, destination })).toEqual({ amount: 9, unit: 'hours' })
})

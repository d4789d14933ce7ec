import { expect, test } from 'vitest'
import { boughtOf, returnable } from '../../src/returns/returnable.ts'

const piece = (lineId: string, quantity: number, replaces: string | null = null) => ({ lineId, quantity, replaces })
const line = (id: string, asked: number) => ({ id, sku: id, title: id, asked })
const NONE = { here: [], order: [] }
const left = (...args: Parameters<typeof returnable>) => returnable(...args).map(one => [one.id, one.left])

test('a line that two suppliers were asked for was bought in all of its pieces, each line for itself', () => {
  expect([...boughtOf([piece('LAMP', 2), piece('BULB', 1), piece('LAMP', 3)])]).toEqual([
    ['LAMP', 5],
    ['BULB', 1],
  ])
})

test('what replaces broken pieces was not bought again', () => {
  expect([...boughtOf([piece('LAMP', 2), piece('LAMP', 1, '1042-A')])]).toEqual([['LAMP', 2]])
  expect([...boughtOf([piece('LAMP', 1, '1042-A')])]).toEqual([])
})

test('what is in returns of one line is still to come back of another', () => {
  const bought = new Map([
    ['LAMP', 2],
    ['BULB', 3],
  ])
  const returned = [{ lineId: 'LAMP', quantity: 2 }]
  expect(left([line('LAMP', 2), line('BULB', 3)], bought, { here: returned, order: returned })).toEqual([
    ['LAMP', 0],
    ['BULB', 3],
  ])
})

test('of two suppliers with pieces of a line each takes back its own, and together no more than was bought', () => {
  const bought = new Map([['LAMP', 5]])
  expect(left([line('LAMP', 3)], bought, NONE)).toEqual([['LAMP', 3]])
  const here = [{ lineId: 'LAMP', quantity: 1 }]
  expect(left([line('LAMP', 3)], bought, { here, order: here })).toEqual([['LAMP', 2]])
  const order = [...here, { lineId: 'LAMP', quantity: 3 }]
  expect(left([line('LAMP', 3)], bought, { here, order })).toEqual([['LAMP', 1]])
})

test('of a line that nobody bought nothing comes back, and of one that came back twice not less than nothing', () => {
  expect(left([line('GIFT', 1)], new Map(), NONE)).toEqual([['GIFT', 0]])
  const twice = [{ lineId: 'LAMP', quantity: 2 }]
  expect(left([line('LAMP', 1)], new Map([['LAMP', 1]]), { here: twice, order: twice })).toEqual([['LAMP', 0]])
})

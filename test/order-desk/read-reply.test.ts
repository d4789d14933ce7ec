import { expect, test } from 'vitest'
import { readReply, type Said } from '../../src/order-desk/read-reply.ts'
import { refusalOf } from '../stage/refusal.ts'

const lines = [
  { id: 'l', sku: 'LAMP', title: 'Oak lamp', left: 5 },
  { id: 'b', sku: 'BULB', title: 'Bulb', left: 1 },
  { id: 'n', sku: 'SAY NO MORE', title: 'Poster', left: 2 },
]
const around = { day: (typed: string) => `day ${typed}`, currency: 'EUR' }
const read = (typed: string) => readReply(typed, lines, around).map(words)
const words = (one: Said) => `${one.quantity} ${one.lineId} ${'answer' in one ? told(one.answer) : offered(one.offer)}`
const told = (answer: Extract<Said, { answer: unknown }>['answer']) =>
  [
    answer.say,
    ...('until' in answer ? [answer.until] : []),
    ...('reason' in answer ? [answer.reason, answer.note] : []),
  ]
    .filter(Boolean)
    .join(' ')
const offered = (offer: Extract<Said, { offer: unknown }>['offer']) =>
  'sku' in offer ? `sku ${offer.sku}` : `${offer.price.minor} ${offer.price.currency}`
const refused = (typed: string) => refusalOf(() => read(typed))

test('each line is answered for itself, by comma or line, with all that is left or some of it', () => {
  expect(read('LAMP x2 backordered 2026-12-20, BULB declined out-of-stock')).toEqual([
    '2 l backorder day 2026-12-20',
    '1 b decline inventory_out_of_stock',
  ])
  expect(read('Oak lamp ok')).toEqual(['5 l accept'])
  expect(read('LAMP x2 until 2026-12-20\nLAMP x3 ok')).toEqual(['2 l backorder day 2026-12-20', '3 l accept'])
})

test('fewer pieces are so many with a yes and the rest with a no, so that the rest can be bought elsewhere', () => {
  expect(read('LAMP only 2')).toEqual(['2 l accept', '3 l decline inventory_out_of_stock'])
  expect(read('LAMP only 2 order too large')).toEqual(['2 l accept', '3 l decline order_too_large'])
})

test('another price and another SKU are offers, not answers', () => {
  expect(read('LAMP price 4.50, BULB instead BULB-2')).toEqual(['5 l 450 EUR', '1 b sku BULB-2'])
  expect(read('LAMP x2 price USD 12.00')).toEqual(['2 l 1200 USD'])
})

test('what follows a reason is its note, commas and all', () => {
  expect(read('LAMP declined out of stock, back in June, BULB ok')).toEqual([
    '5 l decline inventory_out_of_stock back in June',
    '1 b accept',
  ])
})

test('a word of an answer inside a SKU is not taken for one', () => {
  expect(read('SAY NO MORE x1 ok')).toEqual(['1 n accept'])
})

test('a slip is refused with the nearest line, word or reason, and nothing is answered', () => {
  expect(refused('LAMPP ok')).toContain('Did you mean LAMP?')
  expect(refused('LAMP backorderd 2026-12-20')).toContain('Did you mean backorder?')
  expect(refused('LAMP declined out of stok')).toContain('Inventory out of stock')
  expect(refused('LAMP declined')).toContain('Say why')
  expect(refused('LAMP x6 ok')).toBe('Only 5 of LAMP are left to ship, not 6.')
  expect(refused('LAMP x4 ok, LAMP x2 ok')).toBe('Only 1 of LAMP is left to ship, not 2.')
  expect(refused('LAMP only 5')).toContain('fewer pieces')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inMoney, readMoney } from '../../src/kernel/words/amount.ts'
import { toDecimal } from '../../src/kernel/words/money.ts'
import { refusalOf } from '../refusal.ts'

test.each([
  ['12.50', 'EUR 12.50'],
  ['12,5', 'EUR 12.50'],
  ['12', 'EUR 12.00'],
  ['USD 12.50', 'USD 12.50'],
  ['12.50 usd', 'USD 12.50'],
  ['12.50usd', 'USD 12.50'],
  ['1,250.00', 'EUR 1,250.00'],
  ['1.250,00', 'EUR 1,250.00'],
  ['1,250', 'EUR 1,250.00'],
  ['1 250,00', 'EUR 1,250.00'],
  ["1'250.00 CHF", 'CHF 1,250.00'],
  ['.50', 'EUR 0.50'],
  ['1500 JPY', 'JPY 1,500'],
  ['1.250 KWD', 'KWD 1.250'],
  ['0.500 KWD', 'KWD 0.500'],
  ['1.500', 'EUR 1,500.00'],
  ['12.500', 'EUR 12,500.00'],
  ['1.250.000', 'EUR 1,250,000.00'],
  ['1 250 000,5', 'EUR 1,250,000.50'],
  ['0.5', 'EUR 0.50'],
  ['0.50', 'EUR 0.50'],
  ['1250.5000', 'EUR 1,250.50'],
  ['12.', 'EUR 12.00'],
])('“%s” is read as people mean it', (typed, meant) => {
  expect(inMoney(readMoney(typed, 'EUR'))).toBe(meant)
})

test.each([
  ['twelve', '“twelve” is not an amount of money. Write it such as 12.50, or 12.50 USD.'],
  ['-5', '“-5” is not an amount of money. Write it such as 12.50, or 12.50 USD.'],
  ['EUR 5 EUR', '“EUR 5 EUR” is not an amount of money. Write it such as 12.50, or 12.50 USD.'],
  ['12.50 XQQ', 'I know no currency XQQ. Write one such as EUR or USD.'],
  ['12.5 JPY', '“12.5” has more digits than JPY knows.'],
])('“%s” is refused in words', (typed, sentence) => {
  expect(refusalOf(() => readMoney(typed, 'EUR'))).toBe(sentence)
})

// A refund of EUR 500 instead of 50 cents is not guessed at.
test.each([
  '0.500',
  '.500',
  '0,125',
  '1234.500',
  '1.2.3',
  '1,2,3.45',
  '12 50',
  "1'25.00",
  '1,00,000.00',
  '1,250.000.00',
  '1,250 000',
  '0,500,000',
])('“%s” may be two amounts, or none, and is asked about', typed => {
  expect(refusalOf(() => readMoney(typed, 'EUR'))).toBe(
    `“${typed}” is not an amount of money. Write it such as 12.50, or 12.50 USD.`,
  )
})

test('what is shown as money is read back as the same money', () => {
  const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD')
  fc.assert(
    fc.property(fc.nat(), currency, (minor, currency) => {
      expect(readMoney(inMoney({ minor, currency }), 'EUR')).toEqual({ minor, currency })
      expect(readMoney(toDecimal(minor, currency), currency)).toEqual({ minor, currency })
    }),
  )
})

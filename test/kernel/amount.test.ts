import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAmount } from '../../src/integrations/csv/cells.ts'
import { inMoney, readMoney } from '../../src/kernel/words/amount.ts'
import { toDecimal } from '../../src/kernel/words/money.ts'
import { refusalOf } from '../stage/refusal.ts'

test.each([
  ['12.50', 'EUR 12.50'],
  ['12,5', 'EUR 12.50'],
  ['12', 'EUR 12.00'],
  ['USD 12.50', 'USD 12.50'],
  ['12.50 usd', 'USD 12.50'],
  ['12.50usd', 'USD 12.50'],
  ['1,250.00', 'EUR 1,250.00'],
  ['1.250,00', 'EUR 1,250.00'],
  ['1 250,00', 'EUR 1,250.00'],
  ["1'250.00 CHF", 'CHF 1,250.00'],
  ['.50', 'EUR 0.50'],
  ['1500 JPY', 'JPY 1,500'],
  ['1.250 KWD', 'KWD 1.250'],
  ['0.500 KWD', 'KWD 0.500'],
  ['1.250.000', 'EUR 1,250,000.00'],
  ['1 250 000,5', 'EUR 1,250,000.50'],
  ['0.5', 'EUR 0.50'],
  ['0.50', 'EUR 0.50'],
  ['1250.5000', 'EUR 1,250.50'],
  ['12.', 'EUR 12.00'],
  ['€12.50', 'EUR 12.50'],
  ['44,50 €', 'EUR 44.50'],
  ["CHF 1'200.00", 'CHF 1,200.00'],
  ['CHF 1’200.00', 'CHF 1,200.00'],
  ['US$1,250.00', 'USD 1,250.00'],
  ['１２．５０', 'EUR 12.50'],
  ['1 250', 'EUR 1,250.00'],
  ['99 zł', 'PLN 99.00'],
  ['US$ 5', 'USD 5.00'],
])('“%s” is read as people mean it', (typed, meant) => {
  expect(inMoney(readMoney(typed, 'EUR'))).toBe(meant)
})

test.each([
  ['twelve', '“twelve” is not an amount of money. Write it such as 12.50, or 12.50 USD.'],
  ['-5', '“-5” is not an amount of money. Write it such as 12.50, or 12.50 USD.'],
  ['EUR 5 EUR', '“EUR 5 EUR” is not an amount of money. Write it such as 12.50, or 12.50 USD.'],
  ['12.50 XQQ', 'I don’t know the currency XQQ. Write one such as EUR or USD.'],
  ['12.5 JPY', '“12.5” has more digits than JPY knows.'],
])('“%s” is refused in words', (typed, sentence) => {
  expect(refusalOf(() => readMoney(typed, 'EUR'))).toBe(sentence)
})

// A refund of EUR 12,505 instead of 12.50 is not guessed at.
test.each([
  ['12.505', 'Write 12505.00 or 12.50.'],
  ['12,505 EUR', 'Write 12505.00 or 12.50.'],
  ['1,250', 'Write 1250.00 or 1.25.'],
  ['€1.500', 'Write 1500.00 or 1.50.'],
  ['1,250 KWD', 'Write 1250.000 or 1.250.'],
])('“%s” can be read two ways, and is asked about', (typed, ways) => {
  expect(refusalOf(() => readMoney(typed, 'EUR'))).toBe(`“${typed}” can be read two ways. ${ways}`)
})

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
])('“%s” is nothing that people write', typed => {
  expect(refusalOf(() => readMoney(typed, 'EUR'))).toBe(
    `“${typed}” is not an amount of money. Write it such as 12.50, or 12.50 USD.`,
  )
})

test('a sign that several currencies share is that of the order where it can be, and else asked about', () => {
  expect(inMoney(readMoney('$5', 'CAD'))).toBe('CAD 5.00')
  expect(inMoney(readMoney('￥1,200', 'JPY'))).toBe('JPY 1,200')
  expect(inMoney(readMoney('￥1,200.00', 'CNY'))).toBe('CNY 1,200.00')
  expect(inMoney(readMoney('250 kr.', 'SEK'))).toBe('SEK 250.00')
  expect(refusalOf(() => readMoney('$5', 'EUR'))).toBe('“$5”: which currency? Write USD, CAD or AUD for $.')
  expect(refusalOf(() => readMoney('¥1200', 'EUR'))).toBe('“¥1200”: which currency? Write JPY or CNY for ¥.')
})

test('a file’s cell and what is typed are the same amount', () => {
  for (const typed of ['12.50', '12,5', '1,250.00', '1.250,00', '44,50 €', '€12.50', '1 250,00', '12.'])
    expect(readAmount('Total', typed, 'EUR')).toBe(readMoney(typed, 'EUR').minor)
  for (const typed of ['12.505', '1,250', 'twelve', '0.500'])
    expect(refusalOf(() => readAmount('Total', typed, 'EUR'))).toBe(
      `Total: ${refusalOf(() => readMoney(typed, 'EUR'))}`,
    )
  expect(readAmount('Total', '-5.00', 'EUR')).toBe(-500)
  expect(refusalOf(() => readAmount('Total', '$5.00', 'EUR'))).toContain('which currency?')
  expect(refusalOf(() => readAmount('Total', '5.00 USD', 'EUR'))).toBe(
    'Total “5.00 USD” is in USD, and its Currency is EUR.',
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

test('a long amount that is refused is quoted in short', () => {
  const typed = `12.50 and ${'so on '.repeat(20)}`
  expect(refusalOf(() => readMoney(typed, 'EUR'))).toBe(
    `“${typed.slice(0, 39)}…” is not an amount of money. Write it such as 12.50, or 12.50 USD.`,
  )
})

test('what has no digits is no amount', () => {
  for (const typed of ['', '€', 'EUR', '.', ',']) expect(() => readMoney(typed, 'EUR'), typed).toThrow('not an amount')
})

// Four digits before the mark: its three after it are a fraction, not thousands, and nobody is asked about it.
test('a number whose first mark divides thousands has a fraction of any length after the other', () => {
  expect(inMoney(readMoney('1,250.500', 'EUR'))).toBe('EUR 1,250.50')
  expect(inMoney(readMoney("1'250,500", 'EUR'))).toBe('EUR 1,250.50')
  expect(inMoney(readMoney('1 250.500', 'EUR'))).toBe('EUR 1,250.50')
})

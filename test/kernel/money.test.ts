import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponent, money, toDecimal, toMinor } from '../../src/kernel/words/money.ts'

const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'CLP', 'KWD', 'BHD', 'CLF', 'PKR', 'COP', 'IDR', 'HUF', 'TWD')

test('every amount comes back as it was written', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
      expect(toMinor(toDecimal(minor, code), code)).toBe(minor)
    }),
  )
})

test('what people read is the amount to the last digit, however large', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
      expect(money(minor, code).replaceAll(',', '')).toBe(`${code} ${toDecimal(minor, code)}`)
    }),
  )
  expect(money(123450, 'EUR')).toBe('EUR 1,234.50')
  expect(money(-5, 'USD')).toBe('USD -0.05')
  expect(money(1980, 'JPY')).toBe('JPY 1,980')
  expect(money(9007199254740991, 'EUR')).toBe('EUR 90,071,992,547,409.91')
})

test('a few cents back are less than nothing, and none at all are nothing', () => {
  expect(toMinor('-0.05', 'USD')).toBe(-5)
  expect(toMinor('-0.00', 'USD')).toBe(0)
})

test('a currency has the digits of ISO 4217, whichever ICU Node was built with', () => {
  const digits = {
    EUR: 2,
    JPY: 0,
    KWD: 3,
    CLF: 4,
    ISK: 0,
    UGX: 0,
    PKR: 2,
    COP: 2,
    IDR: 2,
    HUF: 2,
    LBP: 2,
    MGA: 2,
    IQD: 3,
  }
  for (const [code, known] of Object.entries(digits)) expect([code, exponent(code)]).toEqual([code, known])
  expect(toMinor('1299.50', 'PKR')).toBe(129950)
})

test('zeros behind the digits a currency knows lose nothing, anything else there is refused', () => {
  expect(toMinor('1980.00', 'JPY')).toBe(1980)
  expect(toMinor('12.5', 'EUR')).toBe(1250)
  expect(toMinor(' 0.1000 ', 'EUR')).toBe(10)
  expect(() => toMinor('1980.50', 'JPY')).toThrow('more digits than JPY knows')
  expect(() => toMinor('0.005', 'EUR')).toThrow('more digits than EUR knows')
})

test('what is no amount is refused, not guessed', () => {
  for (const amount of ['', 'abc', '1,234.50', '12.', '.5', '1e3', '+1', '--1', 'NaN', '٣']) {
    expect(() => toMinor(amount, 'EUR')).toThrow(RangeError)
  }
  expect(() => toMinor('90071992547409.92', 'EUR')).toThrow('too large')
})

test('minus nothing is nothing', () => {
  expect(Object.is(toMinor('-0.00', 'EUR'), 0)).toBe(true)
})

import { exponent, money, toDecimal, toMinor } from './money.ts'
import { Refusal } from './refusal.ts'
import { currenciesOf } from './signs.ts'
import { cut, list } from './text.ts'

/** An amount in minor units of a currency (ISO 4217). */
export type Money = { minor: number; currency: string }

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/**
 * Reads an amount as people write it: `12.50`, `44,50 €`, `$5`, `CHF 1'200.00`, `1,250.00 EUR`; without a currency it
 * is
 * `usual`, and so it is for a sign that several share, `usual` among them. The one way in which people's amounts are
 * read.
 * @throws Refusal on `field` for what isn't an amount, may be two, or two currencies, is below zero, or finer than it
 * can be.
 */
export function readMoney(typed: string, usual: string, field = 'amount'): Money {
  const [, before = '', number = '', after = ''] =
    AMOUNT.exec(typed.normalize('NFKC').replaceAll('’', "'").trim()) ?? []
  const shown = `“${cut(typed, 40)}”`
  const no = `${shown} is not an amount of money. Write it such as 12.50, or 12.50 USD.`
  if (!number || (before && after)) throw new Refusal(no, field)
  const currency = currencyFor(before || after, usual, { shown, field })
  const read = readings(number, currency)
  const [plain, other] = read
  if (plain === undefined) throw new Refusal(no, field)
  if (other !== undefined) throw new Refusal(`${shown} can be read two ways. ${whichOf(read, currency)}`, field)
  try {
    return { minor: toMinor(plain, currency), currency }
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(`${error.message}.`, field)
    throw error
  }
}

/** A sign or a code, a number, and a sign or a code: one of the two is empty. */
const AMOUNT = /^(?:([\p{L}\p{Sc}]{1,3})\.?)?\s*([\d.,'\s]*\d[.,]?)\s*(?:([\p{L}\p{Sc}]{1,3})\.?)?$/u

/** `EUR 12.50` */
export function inMoney({ minor, currency }: Money): string {
  return money(minor, currency)
}

function currencyFor(named: string, usual: string, { shown, field }: { shown: string; field: string }): string {
  if (!named) return usual
  const meant = currenciesOf(named)
  const [only, another] = meant
  if (meant.includes(usual)) return usual
  if (only && !another) return only
  if (only) throw new Refusal(`${shown}: which currency? Write ${list(meant.slice(0, 3), 'or')} for ${named}.`, field)
  const code = named.toUpperCase()
  if (CURRENCIES.has(code)) return code
  throw new Refusal(`I don’t know the currency ${code}. Write one such as EUR or USD.`, field)
}

/** `1250`, or groups of three that one mark divides: `1,250,000`. */
const WHOLE = /^(\d+|[1-9]\d{0,2}([.,' ])\d{3}(?:\2\d{3})*)$/

/**
 * What a number may mean, as decimals with a point before the fraction: none, one, or two. The last comma or point
 * divides
 * the fraction, unless it stands like those before it. Alone before three digits it may do either, `1,250`, where the
 * currency has a fraction; only the point of one with three digits (`1.250` KWD, as we write it) is a decimal point.
 */
function readings(number: string, currency: string): readonly string[] {
  const plain = number.replaceAll(/\s+/g, ' ').replace(/[.,]$/, '')
  const [, before = plain, mark = '', rest = ''] = /^(.*)([.,])(\d+)$/.exec(plain) ?? []
  const whole = (text: string) => (WHOLE.test(text) ? [text.replaceAll(/\D/g, '')] : [])
  const divided = () => whole(before || '0').map(digits => `${digits}.${rest}`)
  if (!mark) return whole(plain)
  if (before.includes(mark)) return whole(plain)
  if (/[., ']/.test(before) || rest.length !== 3) return divided()
  const digits = exponent(currency)
  if (digits === 0) return whole(plain)
  if (digits === 3 && mark === '.') return divided()
  return whole(plain).flatMap(one => [one, ...divided()])
}

/** How to write each of two readings so that it can be read in one way. */
function whichOf(readings: readonly string[], currency: string): string {
  const digits = exponent(currency)
  const ways = readings.map(reading => {
    const [whole = '0', fraction = ''] = reading.split('.')
    const kept = fraction.slice(0, digits)
    return toDecimal(Number(`${whole}${kept.padEnd(digits, '0')}`), currency)
  })
  return `Write ${list([...new Set(ways)], 'or')}.`
}

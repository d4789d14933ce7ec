import { exponent, money, toMinor } from './money.ts'
import { Refusal } from './refusal.ts'

/** An amount in minor units of a currency (ISO 4217). */
export type Money = { minor: number; currency: string }

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/**
 * Reads an amount as people write it: `12.50`, `12,50`, `USD 12.50`, `1,250.00 EUR`; without a currency it is `usual`.
 * @throws Refusal on `field` for what is no amount, or may be two, no currency, below zero, or finer than the currency knows.
 */
export function readMoney(typed: string, usual: string, field = 'amount'): Money {
  const [, before, number = '', after] = /^([a-z]{3})?\s*([\d.,'\s]+?)\s*([a-z]{3})?$/i.exec(typed.trim()) ?? []
  const currency = (before ?? after ?? usual).toUpperCase()
  const no = `“${typed}” is not an amount of money. Write it such as 12.50, or 12.50 USD.`
  if (!number || (before && after)) throw new Refusal(no, field)
  if (!CURRENCIES.has(currency))
    throw new Refusal(`I know no currency ${currency}. Write one such as EUR or USD.`, field)
  const plain = decimal(number, currency)
  if (plain === null) throw new Refusal(no, field)
  try {
    return { minor: toMinor(plain, currency), currency }
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(`${error.message}.`, field)
    throw error
  }
}

/** `EUR 12.50` */
export function inMoney({ minor, currency }: Money): string {
  return money(minor, currency)
}

/** `1250`, or groups of three that one mark divides: `1,250,000`. */
const WHOLE = /^(\d+|[1-9]\d{0,2}([.,' ])\d{3}(?:\2\d{3})*)$/

/**
 * The number with a point before its fraction, or null for what can be no number, or two. The last comma or point divides,
 * unless it stands like those before it, or alone before three digits: `1,250`, but not `0.250` or `1250.000`.
 */
function decimal(number: string, currency: string): string | null {
  const plain = number.replaceAll(/\s+/g, ' ').replace(/[.,]$/, '')
  const [, before = plain, mark = '', rest = ''] = /^(.*)([.,])(\d+)$/.exec(plain) ?? []
  const alone = !/[.,' ]/.test(before)
  const groups = alone ? rest.length === 3 && exponent(currency) < 3 : before.includes(mark)
  const whole = !mark || groups ? plain : before || '0'
  if (!WHOLE.test(whole)) return null
  const digits = whole.replaceAll(/\D/g, '')
  return mark && !groups ? `${digits}.${rest}` : digits
}

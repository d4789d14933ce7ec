import { exponent, money, toMinor } from '../kernel/money.ts'
import { Refusal } from '../kernel/refusal.ts'

/** An amount in minor units of a currency (ISO 4217). */
export type Money = { minor: number; currency: string }

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/**
 * Reads an amount as people write it: `12.50`, `12,50`, `USD 12.50`, `1,250.00 EUR`; without a currency it is `usual`.
 * @throws Refusal on `field` for what is no amount, no currency, below zero, or finer than the currency knows.
 */
export function readMoney(typed: string, usual: string, field = 'amount'): Money {
  const [, before, number = '', after] = /^([a-z]{3})?\s*([\d.,'\s]+?)\s*([a-z]{3})?$/i.exec(typed.trim()) ?? []
  const currency = (before ?? after ?? usual).toUpperCase()
  if (!number || (before && after))
    throw new Refusal(`“${typed}” is not an amount of money. Write it such as 12.50, or 12.50 USD.`, field)
  if (!CURRENCIES.has(currency))
    throw new Refusal(`I know no currency ${currency}. Write one such as EUR or USD.`, field)
  try {
    return { minor: toMinor(decimal(number, currency), currency), currency }
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(`${error.message}.`, field)
    throw error
  }
}

/** `EUR 12.50` */
export function inMoney({ minor, currency }: Money): string {
  return money(minor, currency)
}

/** The last comma or point divides, unless it stands like those before it, or alone before three digits: `1,250`. */
function decimal(number: string, currency: string): string {
  const plain = number.replaceAll(/['\s]/g, '')
  const [, whole = plain, mark = '', rest = ''] = /^(.*)([.,])(\d+)$/.exec(plain) ?? []
  const digits = (text: string) => text.replaceAll(/[.,]/g, '')
  const groups = /[.,]/.test(whole) ? whole.includes(mark) : rest.length === 3 && exponent(currency) !== 3
  return mark && !groups ? `${digits(whole) || '0'}.${rest}` : digits(plain)
}

import { exponent, toMinor } from './money.ts'
import { Refusal } from './refusal.ts'

/**
 * An amount in minor units of the currency.
 * @param where begins the sentence: `Line 2`, `The total`.
 * @throws Refusal when it isn't an amount, or has more digits than the currency knows.
 */
export function readMinor(amount: string, currency: string, where: string): number {
  try {
    return toMinor(amount, currency)
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(`${where}: ${error.message}.`)
    throw error
  }
}

/**
 * The same of an amount that a store split, and so writes with more digits than the currency has: rounded to the
 * nearest.
 */
export function roundMinor(amount: string, currency: string, where: string): number {
  const exact = Number(amount)
  if (!Number.isFinite(exact) || Math.abs(exact) > 1e12) return readMinor(amount, currency, where)
  return readMinor(exact.toFixed(exponent(currency)), currency, where)
}

import { toMinor } from '../../kernel/words/money.ts'
import { Refusal } from '../../kernel/words/refusal.ts'

/**
 * An amount in minor units of the currency.
 * @param where begins the sentence: `Line 2`, `The total`.
 * @throws Refusal when it is no amount, or has more digits than the currency knows.
 */
export function readMinor(amount: string, currency: string, where: string): number {
  try {
    return toMinor(amount, currency)
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(`${where}: ${error.message}.`)
    throw error
  }
}

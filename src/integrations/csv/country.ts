import { findCountry } from '../../kernel/words/country.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'

/**
 * A country of ISO 3166-1 alpha-2: Shopify writes the code, people who edit exports write the English name.
 * @throws Refusal when it is neither.
 */
export function readCountry(text: string): string {
  const found = findCountry(text)
  if (!found) throw new Refusal(`Shipping Country “${cut(text, 60)}” is no country: write its two letters, such as DE.`)
  return found
}

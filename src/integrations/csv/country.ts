import { Refusal } from '../../kernel/refusal.ts'
import { cut } from '../../kernel/text.ts'

const named = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/**
 * A country of ISO 3166-1 alpha-2: Shopify writes the code, people who edit exports write the English name.
 * @throws Refusal when it is neither.
 */
export function readCountry(text: string): string {
  const code = text.toUpperCase() === 'UK' ? 'GB' : text.toUpperCase()
  if (/^[A-Z]{2}$/.test(code) && named.of(code)) return code
  const found = codes().get(fold(text))
  if (!found) throw new Refusal(`Shipping Country “${cut(text, 60)}” is no country: write its two letters, such as DE.`)
  return found
}

const fold = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()

let remembered: Map<string, string> | undefined

/** Codes by English name. A code listed later never takes the name from an earlier one, as `UK` would from `GB`. */
function codes(): Map<string, string> {
  if (remembered) return remembered
  remembered = new Map()
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const code of letters.flatMap(first => letters.map(second => first + second))) {
    const name = named.of(code)
    if (name && !remembered.has(fold(name))) remembered.set(fold(name), code)
  }
  return remembered
}

import type { Allowance } from './allowance.ts'
import { fitsSku } from './sku.ts'
import type { ShipRule, Terms } from './terms.ts'

/** What rules are asked about a purchase order. */
export type Asked = {
  skus: readonly (string | null)[]
  /** The shipping method as the store calls it. */
  method: string | null
  /** ISO 3166-1 alpha-2. */
  destination: string | null
}

/** How long the supplier may take to ship: the first rule that fits says it, and where none fits the agreement's own. Pure. */
export function shipAllowance(terms: Pick<Terms, 'rules' | 'ship'>, asked: Asked): Allowance {
  return terms.rules.find(rule => fits(rule, asked))?.ship ?? terms.ship
}

/** All that a rule names must fit; of several with commas, one. One SKU that fits is enough: it ships with the rest. */
function fits({ sku, method, destination }: ShipRule, asked: Asked): boolean {
  return (
    (sku === undefined || asked.skus.some(one => one !== null && several(sku).some(each => fitsSku(each, one)))) &&
    (method === undefined || several(method).some(each => within(each, asked.method ?? ''))) &&
    (destination === undefined || several(destination).some(each => lies(asked.destination, each)))
  )
}

/** What a rule names, one by one. */
export function several(text: string): readonly string[] {
  return text
    .split(',')
    .map(one => one.trim())
    .filter(Boolean)
}

const EU = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))

function lies(country: string | null, within: string): boolean {
  return country !== null && (country === within || (within === 'EU' && EU.has(country)))
}

/** `express` fits “DHL Express (2 days)”: stores name methods at length. Whole words, so that it does not fit “Expressly slow”. */
function within(words: string, method: string): boolean {
  return spaced(method).includes(spaced(words))
}

function spaced(text: string): string {
  return ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}

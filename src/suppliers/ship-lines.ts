import { findCountry } from '../kernel/words/country.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { allowanceInWords, readAllowance } from './allowance.ts'
import { eachLine } from './each-line.ts'
import { several } from './rules.ts'
import type { ShipRule, Terms } from './terms.ts'

/** Most rules of an agreement: more nobody reads. */
const MOST_RULES = 15
const EXAMPLE = 'write such as SKU LAMP-*: 3 working days'
const OTHERWISE = /^(otherwise|default|else|anything else)$/i
/** A group for rules only: no parcel goes to “EU”. */
const UNION = /^(the )?(EU|E\.U\.|European Union)$/i
const NAMES = /(?:^|\s)(skus?|methods?|destinations?)\s+/i

type Line = { rule: Omit<ShipRule, 'ship'> | null; ship: ShipRule['ship'] }

/**
 * The times to ship as people write them, a rule a line, read top to bottom: `SKU LAMP-*: 3 working days`,
 * `method express destination US, CA: 24 hours`, and last `otherwise: 2 working days`. A time alone will do.
 * @throws Refusal on `ship` with a sentence for each line that was not understood.
 */
export function readShip(text: string): Pick<Terms, 'rules' | 'ship'> {
  const lines = eachLine('ship', 'Line', text.split(/[\n;]+/), readLine)
  const last = lines.at(-1)
  if (!last || last.rule) throw new Refusal('Say last what holds where no rule fits. otherwise: 2 working days', 'ship')
  const rules = lines.flatMap(({ rule, ship }) => (rule ? [{ ...rule, ship }] : []))
  if (rules.length > MOST_RULES) throw new Refusal(`Write at most ${MOST_RULES} rules.`, 'ship')
  return { rules, ship: last.ship }
}

/** The opposite of `readShip`. */
export function writeShip({ rules, ship }: Pick<Terms, 'rules' | 'ship'>): string {
  const lines = rules.map(rule => `${writeRule(rule)}: ${allowanceInWords(rule.ship)}`)
  return [...lines, `otherwise: ${allowanceInWords(ship)}`].join('\n')
}

/** What a rule is for, as it is written: `SKU LAMP-* destination US` */
export function writeRule({ sku, method, destination }: Omit<ShipRule, 'ship'>): string {
  return [sku && `SKU ${sku}`, method && `method ${method}`, destination && `destination ${destination}`]
    .filter(Boolean)
    .join(' ')
}

function readLine(line: string, before: readonly Line[]): Line {
  if (before.some(({ rule }) => rule === null)) throw new Refusal('nothing is read after “otherwise”; put it last')
  const colon = line.lastIndexOf(':')
  const what = line.slice(0, Math.max(0, colon)).trim()
  if (colon < 0 && NAMES.test(line)) throw new Refusal(`a colon and a time are missing; ${EXAMPLE}`)
  const ship = readAllowance(line.slice(colon + 1))
  if (colon < 0 || OTHERWISE.test(what)) return { rule: null, ship }
  const rule = readRule(what)
  const same = before.find(one => one.rule && writeRule(one.rule).toLowerCase() === writeRule(rule).toLowerCase())
  if (same) throw new Refusal('a line above is for the same; the first that fits wins')
  return { rule, ship }
}

function readRule(what: string): Omit<ShipRule, 'ship'> {
  const [head = '', ...parts] = what.split(NAMES)
  if (head.trim() || parts.length === 0)
    throw new Refusal(`“${head.trim() || what}” isn’t a SKU, method or destination; ${EXAMPLE}`)
  const rule: Omit<ShipRule, 'ship'> = {}
  for (let at = 0; at < parts.length; at += 2) {
    const name = (parts[at] ?? '').toLowerCase().replace(/s$/, '') as 'sku' | 'method' | 'destination'
    const values = several((parts[at + 1] ?? '').replaceAll(/["“”]/g, '').replaceAll(/\s+or\s+/g, ', '))
    if (values.length === 0) throw new Refusal(`${name} names nothing; ${EXAMPLE}`)
    if (rule[name] !== undefined) throw new Refusal(`${name} is there twice; separate what it names by commas`)
    rule[name] = (name === 'destination' ? values.map(readDestination) : values).join(', ')
  }
  return rule
}

function readDestination(text: string): string {
  const code = UNION.test(text) ? 'EU' : findCountry(text)
  if (!code) throw new Refusal(`“${text}” isn’t a country I know; write its two letters, such as US, or EU`)
  return code
}

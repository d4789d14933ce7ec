import { countryName } from '../kernel/words/country.ts'
import { count, cut, list } from '../kernel/words/text.ts'
import { place } from '../kernel/words/zoned.ts'
import { allowanceInWords } from './allowance.ts'
import { writeWindow } from './claim.ts'
import { closureWords } from './closures.ts'
import { writeHours } from './hours.ts'
import { several } from './rules.ts'
import type { ShipRule, Terms } from './terms.ts'

type Term = { label: string; value: string }
/** What one version says differently from another; what a version does not speak of is `nothing`. */
export type Difference = { label: string; now: string; before: string }

const NOTHING = 'nothing'

/** Everything that was agreed, a term a line; the rules of shipping in the order in which they are read. */
export function termsInWords(terms: Terms): readonly Term[] {
  const { calendar, claim } = terms
  return [
    { label: 'Working hours', value: `${writeHours(calendar)}, ${place(calendar.zone)}` },
    { label: 'Closed', value: closureWords(calendar.closed) || NOTHING },
    { label: 'Acknowledge within', value: allowanceInWords(terms.acknowledge) },
    ...terms.rules.map(rule => ({ label: `Ship ${ruleInWords(rule)} within`, value: allowanceInWords(rule.ship) })),
    { label: terms.rules.length > 0 ? OTHERWISE : SHIP, value: allowanceInWords(terms.ship) },
    { label: 'First scan within', value: allowanceInWords(terms.scan) },
    { label: 'Claims within', value: claim ? `${writeWindow(claim)} of delivery` : 'not agreed' },
    { label: 'A claim comes with', value: list(claim?.evidence ?? []) || NOTHING },
    { label: 'Returns go to', value: terms.returnTo ?? NOTHING },
    { label: 'Handling', value: terms.handling ?? NOTHING },
  ]
}

const SHIP = 'Ship within'
const OTHERWISE = 'Ship anything else within'

/** What `after` says differently from `before`. Pure. */
export function differences(before: Terms, after: Terms): readonly Difference[] {
  const [old, now] = [byLabel(before), byLabel(after)]
  const changed = [...new Set([...old.keys(), ...now.keys()])]
    .map(label => ({ label, now: now.get(label) ?? NOTHING, before: old.get(label) ?? NOTHING }))
    .filter(one => one.now !== one.before)
  const kept = (from: typeof old, other: typeof old) =>
    rulesIn(from)
      .filter(rule => other.has(rule))
      .map(rule => rule.slice('Ship '.length, -' within'.length))
      .join(', then ')
  const [order, orderNow] = [kept(old, now), kept(now, old)]
  return order === orderNow ? changed : [...changed, { label: 'Order of the rules', now: orderNow, before: order }]
}

/** `ship within 3 working days instead of 48 hours`; of long texts, how they begin. */
function differenceInWords({ label, now, before }: Difference): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)} ${cut(now, 80)} instead of ${cut(before, 80)}`
}

/** `ship within 3 working days instead of 48 hours; …; and 2 more changes` */
export function summed(all: readonly Difference[]): string {
  const shown = all.slice(0, 3).map(differenceInWords)
  return all.length > shown.length
    ? `${shown.join('; ')}; and ${count(all.length - shown.length, 'more change')}`
    : shown.join('; ')
}

/** Terms by label; the time without a rule keeps one name, so that the first rule added is one change and not two. */
function byLabel(terms: Terms): ReadonlyMap<string, string> {
  return new Map(termsInWords(terms).map(({ label, value }) => [label === OTHERWISE ? SHIP : label, value]))
}

function rulesIn(terms: ReadonlyMap<string, string>): readonly string[] {
  return [...terms.keys()].filter(label => label.startsWith('Ship ') && label !== SHIP)
}

function ruleInWords({ sku, method, destination }: ShipRule): string {
  const named = (text: string, say = (one: string) => one) => list(several(text).map(say), 'or')
  return [sku && named(sku), method && `by ${named(method)}`, destination && `to ${named(destination, placeName)}`]
    .filter(Boolean)
    .join(' ')
}

function placeName(code: string): string {
  return code === 'EU' ? 'the European Union' : countryName(code)
}

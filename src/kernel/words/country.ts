import countries from 'i18n-iso-countries'
import { Refusal } from './refusal.ts'
import { cut } from './text.ts'

const shown = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const codes = Object.keys(countries.getAlpha2Codes())
const known = new Set(codes)

/** What people write that neither ISO 3166-1 nor any translation of it lists. */
const USUAL: Readonly<Record<string, string>> = {
  UK: 'GB',
  England: 'GB',
  Scotland: 'GB',
  Wales: 'GB',
  'Northern Ireland': 'GB',
  America: 'US',
  Holland: 'NL',
  UAE: 'AE',
  Burma: 'MM',
  'Ivory Coast': 'CI',
  'Cape Verde': 'CV',
  'East Timor': 'TL',
  Swaziland: 'SZ',
  Macau: 'MO',
  'Hong Kong SAR': 'HK',
  'Macao SAR': 'MO',
  'DR Congo': 'CD',
}

/** `DE` → `Germany` (Unicode CLDR); what isn't a country's code stays as it is. */
export function countryName(code: string): string {
  return isCountry(code) ? (shown.of(code) ?? code) : code
}

/** Whether these are the two letters of a country in ISO 3166-1, or `XK`, which stores and carriers write for Kosovo. */
export function isCountry(code: string): boolean {
  return known.has(code)
}

/**
 * The ISO 3166-1 alpha-2 code of a country written as its code of two or three letters or as its name, in English or any
 * other language of `i18n-iso-countries`; null for what isn't a country, and for a name that two of them have.
 */
export function findCountry(text: string): string | null {
  const code = text.trim().toUpperCase()
  if (isCountry(code)) return code
  return countries.alpha3ToAlpha2(code) ?? byName().get(fold(text)) ?? null
}

/**
 * `findCountry` where something else than a country is wrong.
 * @param named what the text was written in, as the sentence begins
 * @throws Refusal, in words, when it isn't a country.
 */
export function readCountry(text: string, named: string): string {
  const found = findCountry(text)
  if (!found)
    throw new Refusal(`${named} “${cut(text, 60)}” isn’t a country I know. Write its two letters, such as DE.`)
  return found
}

/** Letters only, without accents; the signs that other scripts write their vowels with stay. */
function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{M}]|[\u0300-\u036f]/gu, '')
    .toLowerCase()
}

let remembered: ReadonlyMap<string, string | null> | undefined

/** Codes by folded name: English decides, and of other languages what no two countries are called. */
function byName(): ReadonlyMap<string, string | null> {
  if (remembered) return remembered
  const names = new Map([...once(countries.getSupportedLanguages().flatMap(namesIn)), ...once(namesIn('en'))])
  for (const code of codes) names.set(fold(countryName(code)), code)
  for (const [name, code] of Object.entries(USUAL)) names.set(fold(name), code)
  remembered = names
  return names
}

type Named = readonly [name: string, code: string]

/** Codes by name; a name of two countries leads to neither. */
function once(all: readonly Named[]): ReadonlyMap<string, string | null> {
  const names = new Map<string, string | null>()
  for (const [name, code] of all)
    names.set(name, (names.get(name) ?? code) === code && names.get(name) !== null ? code : null)
  return names
}

function namesIn(language: string): readonly Named[] {
  return Object.entries(countries.getNames(language, { select: 'all' })).flatMap(([code, names]) =>
    names.map(name => [fold(name), code] as const),
  )
}

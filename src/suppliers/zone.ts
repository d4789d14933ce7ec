import { cityMapping } from 'city-timezones'
import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { Choice } from '../kernel/shapes/form.ts'
import { findCountry } from '../kernel/words/country.ts'
import { list } from '../kernel/words/text.ts'
import { format } from '../kernel/words/zoned.ts'

const listed = Intl.supportedValuesOf('timeZone')

/** Where goods come from, and what `city-timezones` lacks or calls otherwise. */
const MORE: Readonly<Record<string, string>> = {
  Yiwu: 'Asia/Shanghai',
  Canton: 'Asia/Shanghai',
  Zhongshan: 'Asia/Shanghai',
  Peking: 'Asia/Shanghai',
  Saigon: 'Asia/Ho_Chi_Minh',
  Bangalore: 'Asia/Kolkata',
  Bombay: 'Asia/Kolkata',
  Tiruppur: 'Asia/Kolkata',
}

/** People in a city that somebody far away is likely to mean. */
const LARGE = 500_000

type Place = { name: string; zone: string; people: number }

const places: readonly Place[] = [
  ...cityMapping
    .filter(({ timezone }) => timezone)
    .flatMap(({ city, city_ascii, timezone: zone, pop: people }) =>
      [...new Set([city, city_ascii])].map(name => ({ name, zone, people })),
    ),
  ...Object.entries(MORE).map(([name, zone]) => ({ name, zone, people: LARGE })),
]
const countries = Map.groupBy(
  cityMapping.filter(({ timezone }) => timezone),
  ({ iso2 }) => iso2,
)
const cities = Map.groupBy(places, ({ name }) => fold(name))
const spelled = new Map(['UTC', ...listed, ...places.map(({ zone }) => zone)].map(zone => [fold(zone), zone]))

/** A city must be so many times larger than others of its name, to be meant without saying so. */
const CLEARLY = 3

/** An IANA time zone, all that the runtime resolves; a large city alone (`Shenzhen`) will do. */
export const Zone = z.string().transform((typed, context) => {
  const found = zonesOf(typed)
  if (found.length === 1 && found[0]) return found[0]
  context.addIssue({ code: 'custom', message: found.length > 1 ? whichOf(typed, found) : unknown(typed) })
  return z.NEVER
})

/** None for what we don't know, several for a city of which there are several, or a country with several times. */
function zonesOf(typed: string): readonly string[] {
  const wanted = fold(typed)
  // `+08:00` resolves as well, but a database reads its sign the other way round.
  if (/^[a-z]/.test(wanted) && format(new Date(0), {}, typed.trim().replaceAll(' ', '_')) !== null)
    return [spelled.get(wanted) ?? typed.trim().replaceAll(' ', '_')]
  const [first, ...others] = Map.groupBy(cities.get(wanted) ?? inCountry(typed), ({ zone }) => zone).values()
  if (!first) return listed.filter(zone => fold(city(zone)) === wanted)
  const sizes = [first, ...others]
    .map(same => ({ zone: same[0]?.zone ?? '', people: same.reduce((sum, { people }) => sum + people, 0) }))
    .toSorted((a, b) => b.people - a.people)
  const most = sizes[0]?.people ?? 0
  return sizes.filter(({ people }) => people * CLEARLY > most).map(({ zone }) => zone)
}

function inCountry(typed: string): readonly Place[] {
  const country = findCountry(typed)
  const inside = country ? (countries.get(country) ?? []) : []
  return inside.map(({ city: name, timezone: zone, pop: people }) => ({ name, zone, people }))
}

function whichOf(typed: string, zones: readonly string[]): string {
  return `“${typed}” could be ${list(zones, 'or')}. Write which`
}

/** A slip of the finger is pointed out, but only where all that it could be keeps the same time. */
function unknown(typed: string): string {
  const wanted = fold(typed)
  const [nearest] = [...Map.groupBy(wellKnown, ({ name }) => distance(fold(name), wanted))]
    .filter(([off]) => off <= (wanted.length < 6 ? 1 : 2))
    .toSorted(([one], [other]) => one - other)
  const [first, ...others] = nearest?.[1] ?? []
  if (first && others.every(({ zone }) => zone === first.zone))
    return `I don’t know the zone “${typed}”. Did you mean ${first.name}?`
  return `I don’t know the zone “${typed}”. Write one such as Asia/Shanghai, or a large city nearby`
}

const wellKnown: readonly Place[] = [
  ...places.filter(({ people }) => people >= LARGE),
  ...listed.flatMap(zone => [zone, city(zone)].map(name => ({ name, zone, people: LARGE }))),
]

/** Discord offers no more. */
const MOST = 25

/** Zones for autocomplete, by their own name and by large cities in them. */
export function zonesLike(typed: string): readonly Choice[] {
  const wanted = fold(typed)
  const zones = listed.filter(zone => fold(zone).includes(wanted)).map(zone => ({ value: zone, label: zone }))
  if (wanted.length < 3) return zones.slice(0, MOST)
  const near = [...cities]
    .filter(([name]) => name.startsWith(wanted))
    .flatMap(([, same]) => same)
    .toSorted((a, b) => b.people - a.people)
    .map(({ name, zone }) => ({ value: zone, label: `${name} (${zone})` }))
  const all = new Map([...near, ...zones].map(choice => [choice.label, choice]))
  return [...all.values()].slice(0, MOST)
}

function city(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1)
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '_')
}

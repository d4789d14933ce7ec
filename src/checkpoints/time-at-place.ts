import { cityMapping } from 'city-timezones'
import { plain } from '../kernel/words/plain.ts'
import { DAY, reaches } from '../suppliers/wall-clock.ts'

/** Cities by country and by name, the largest first. */
const large = cityMapping.filter(({ timezone }) => timezone).toSorted((one, other) => other.pop - one.pop)
const byCountry = Map.groupBy(large, ({ iso2 }) => iso2)
const byName = Map.groupBy(large, ({ city_ascii }) => fold(city_ascii))

const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/i
const LOCAL = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/

type Where = { place: string | null; country: string | null }

/**
 * When something happened, as carriers write it: a moment with its zone, or else the time at that place. Of a day alone
 * it is midday there: an hour is not known. Null for what isn't a time. Pure.
 * @param otherwise the zone where neither place nor country is known
 */
export function timeAtPlace(written: string, where: Where, otherwise = 'UTC'): Date | null {
  const text = written.trim()
  if (ZONED.test(text) && text.length > 10) return valid(new Date(text.replace(' ', 'T')))
  const [, day, hour = '12', minute = '0', second = '0'] = LOCAL.exec(text) ?? []
  if (!day) return null
  const start = reaches(zoneOf(where) ?? otherwise, Date.parse(day) / DAY, Number(hour) * 60 + Number(minute))
  return valid(new Date(start + Number(second) * 1_000))
}

/**
 * The zone of a place: of its city in that country; else the one that most people of the country live by. None where
 * neither is known.
 */
function zoneOf({ place, country }: Where): string | undefined {
  const code = country?.trim().toUpperCase() ?? ''
  const inside = (code && byCountry.get(code)) || []
  const name = fold(place?.split(',')[0] ?? '')
  const named = (name && byName.get(name)) || []
  const city = code ? named.find(({ iso2 }) => iso2 === code) : named[0]
  return city?.timezone ?? mostLived(inside)
}

function mostLived(cities: readonly { timezone: string; pop: number }[]): string | undefined {
  const people = new Map<string, number>()
  for (const { timezone, pop } of cities) people.set(timezone, (people.get(timezone) ?? 0) + pop)
  return [...people].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}

const valid = (at: Date) => (Number.isNaN(at.getTime()) ? null : at)

function fold(text: string): string {
  return plain(text)
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()
}

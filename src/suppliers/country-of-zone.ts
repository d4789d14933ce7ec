import { cityMapping } from 'city-timezones'

const people = new Map<string, Map<string, number>>()
for (const { timezone, iso2, pop } of cityMapping) {
  if (!timezone || !iso2) continue
  const inZone = people.get(timezone) ?? new Map<string, number>()
  people.set(timezone, inZone.set(iso2, (inZone.get(iso2) ?? 0) + pop))
}

/** The country in which most people live by a zone (IANA), in two letters; null where none is known. Pure. */
export function countryOfZone(zone: string): string | null {
  const [most] = [...(people.get(zone) ?? [])].toSorted(([, one], [, other]) => other - one)
  return most?.[0] ?? null
}

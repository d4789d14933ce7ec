import { cityMapping } from 'city-timezones'
import { plain } from '../kernel/words/plain.ts'

/** How far from where it was sent a parcel may be delivered, km: depots and suburbs have names of their own. */
const NEAR = 150
const EARTH = 6_371

const byName = Map.groupBy(cityMapping, ({ city_ascii }) => folded(city_ascii))

/**
 * Whether a place as a carrier writes it is surely another than a city: of all places of these names not even the nearest
 * two are near. What nobody knows is near. Pure.
 * @param country of the city, in two letters
 */
export function isFarFrom(place: string | null, city: string | null, country: string | null): boolean {
  const there = byName.get(folded(place?.split(',')[0] ?? '')) ?? []
  const here = (byName.get(folded(city ?? '')) ?? []).filter(({ iso2 }) => !country || iso2 === country)
  if (there.length === 0 || here.length === 0) return false
  return there.every(one => here.every(other => kilometres(one, other) > NEAR))
}

type Spot = { lat: number; lng: number }

/** Great-circle distance by the haversine formula. */
function kilometres(one: Spot, other: Spot): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2
  const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const chord = half(one.lat - other.lat) + cos(one.lat) * cos(other.lat) * half(one.lng - other.lng)
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(chord)))
}

function folded(text: string): string {
  return plain(text)
    .normalize('NFKD')
    .replaceAll(/[^\p{L}]+/gu, '')
    .toLowerCase()
}

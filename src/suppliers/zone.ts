import { z } from 'zod'
import { nearest } from '../kernel/words/nearest.ts'

const zones = Intl.supportedValuesOf('timeZone')

/** An IANA time zone; a city alone (`Shanghai`) will do. */
export const Zone = z.string().transform((typed, context) => {
  const zone = findZone(typed)
  if (zone) return zone
  const near = nearest(typed, [...zones, ...zones.map(city)])
  const message = near
    ? `I know no zone “${typed}”. Did you mean ${near}?`
    : `I know no zone “${typed}”. Write one such as Asia/Shanghai`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

function findZone(typed: string): string | null {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_')
  if (wanted === 'utc') return 'UTC'
  return (
    zones.find(zone => zone.toLowerCase() === wanted) ?? zones.find(zone => city(zone).toLowerCase() === wanted) ?? null
  )
}

/** Zones for autocomplete. */
export function zonesLike(typed: string): readonly string[] {
  const wanted = typed.toLowerCase().replaceAll(' ', '_')
  return zones.filter(zone => zone.toLowerCase().includes(wanted)).slice(0, 25)
}

function city(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1)
}

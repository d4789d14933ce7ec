/** A zone as people say it: `Asia/Ho_Chi_Minh` → `Ho Chi Minh time`. */
export function place(zone = 'UTC'): string {
  return zone.includes('/') ? `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time` : zone
}

/** A moment in a zone (IANA), in the shape given; null where the zone or the moment is none. */
export function format(date: Date, shape: Intl.DateTimeFormatOptions, timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone }).format(date)
  } catch {
    return null
  }
}

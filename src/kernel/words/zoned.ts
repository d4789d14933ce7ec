/** A zone as people say it: `Asia/Ho_Chi_Minh` → `Ho Chi Minh time`. */
export function place(zone = 'UTC'): string {
  return zone.includes('/') ? `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time` : zone
}

/** `Sun, 22 Nov 2026`: a day, as every card shows it. */
export const DAY_SHAPE = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const

/** `Sun, 22 Nov 2026, 18:00`: a moment, by the 24-hour clock. */
export const MINUTE_SHAPE = { ...DAY_SHAPE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `Sun, 22 Nov 2026` for `2026-11-22`. */
export const dayWords = (day: string): string => format(new Date(day), DAY_SHAPE, 'UTC') ?? day

/** To make one takes a hundred times as long as to use it; there are as many as zones and shapes. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment in a zone (IANA), in the shape given; null where the zone or the moment is none. */
export function format(date: Date, shape: Intl.DateTimeFormatOptions, timeZone: string): string | null {
  try {
    const key = `${timeZone} ${JSON.stringify(shape)}`
    const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...shape, timeZone })
    formats.set(key, known)
    return known.format(date)
  } catch {
    return null
  }
}

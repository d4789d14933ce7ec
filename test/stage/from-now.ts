/** A time so many hours from now, to the second, in UTC: `2026-11-03T12:00:00Z`. Tests run on any day. */
export const hoursFromNow = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')

/** The day so many days from now, in UTC: `2026-11-03`. */
export const daysFromNow = (days: number) => hoursFromNow(days * 24).slice(0, 10)

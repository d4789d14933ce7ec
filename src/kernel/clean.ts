/**
 * Text as the database can hold it: no NUL, no half of a surrogate pair, in all strings of a value.
 * Dates and bytes are passed through.
 */
export function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '')
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object') return value
  const made = Object.getPrototypeOf(value)
  if (made !== Object.prototype && made !== null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [clean(key), clean(entry)]))
}

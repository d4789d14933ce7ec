/** The same value with every text in it changed, keys included. Dates, bytes and the like are passed through. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  return changed(value, change) as T
}

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(one => changed(one, change))
  if (value === null || typeof value !== 'object') return value
  const made = Object.getPrototypeOf(value)
  if (made !== Object.prototype && made !== null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [change(key), changed(entry, change)]))
}

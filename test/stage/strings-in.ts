/**
 * Every string and number in a thing, however deep, a line each: what a platform is sent, or what no word of may get out.
 * @param named only what has one of these names there.
 */
export function stringsIn(thing: unknown, ...named: readonly string[]): string {
  const found: string[] = []
  const look = (value: unknown, name: string) => {
    if (Array.isArray(value)) for (const one of value) look(one, name)
    else if (value instanceof Date) look(value.toISOString(), name)
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) look(one, key)
    else if (value !== undefined && (named.length === 0 || named.includes(name))) found.push(String(value))
  }
  look(thing, '')
  return found.join('\n')
}

import { createHash } from 'node:crypto'

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** Whether a text is one of our ids, as buttons carry them, rather than what a person typed. */
export function isId(text: string): boolean {
  return UUID.test(text)
}

/** The id of what a text names: the same for the same text, so that two who make it at once make it once. */
export function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

import { mapStrings } from './map-strings.ts'

/** Text as the database can hold it: no NUL, no half of a surrogate pair, in all strings of a value. */
export function clean(value: unknown): unknown {
  return mapStrings(value, text => (isClean(text) ? text : text.toWellFormed().replaceAll('\0', '')))
}

const isClean = (text: string) => text.isWellFormed() && !text.includes('\0')

import { Refusal } from '../../kernel/words/refusal.ts'
import { count, cut, list } from '../../kernel/words/text.ts'

/** What people call a column; the first name is the one we call it by. */
export type Names<Column extends string> = Readonly<Record<Column, readonly [string, ...string[]]>>

/**
 * Where each column stands in a header, ignoring case, spaces and marks. Of a name that is there twice, the first
 * counts.
 */
export function placesOf<Column extends string>(
  header: readonly string[],
  names: Names<Column>,
): ReadonlyMap<Column, number> {
  const places = new Map<string, number>()
  for (const [place, text] of header.entries()) if (!places.has(fold(text))) places.set(fold(text), place)
  const found = new Map<Column, number>()
  for (const column of Object.keys(names) as Column[]) {
    const place = names[column].map(name => places.get(fold(name))).find(place => place !== undefined)
    if (place !== undefined) found.set(column, place)
  }
  return found
}

/** @throws Refusal that names the columns that are missing and those that were found. */
export function mustHave<Column extends string>(
  file: { name: string; header: readonly string[] },
  names: Names<Column>,
  needed: readonly Column[],
): void {
  const found = placesOf(file.header, names)
  const missing = needed.filter(column => !found.has(column)).map(column => `“${names[column][0]}”`)
  if (missing.length === 0) return
  const there = cut(list(file.header.filter(Boolean)), 300)
  throw new Refusal(`${file.name} lacks ${count(missing.length, 'column')}, ${list(missing)}. It has ${there}.`)
}

const fold = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { skuKey } from '../suppliers/sku.ts'

/** A line of a purchase order with the pieces that are in no parcel yet; `left` may be 0. */
export type LeftLine = { id: string; sku: string | null; title: string; left: number }

export type Piece = { lineId: string; quantity: number }

/** How a refusal tells what may be taken from a line, and on which field. */
/** `beyond`: the field in which a person says that more than is left is right all the same, and how that is written. */
export type Wording = { left: string; none: string; field: string; beyond?: { field: string; words: string } }
export const OF_PARCELS: Wording = {
  left: 'left to ship',
  none: 'in parcels already',
  field: 'lines',
  beyond: { field: 'sure', words: ' Correct it, or say that so many are inside (sure:yes).' },
}

/** Everything that is in no parcel yet. */
export function allLeft(lines: readonly LeftLine[]): readonly Piece[] {
  return lines.filter(line => line.left > 0).map(line => ({ lineId: line.id, quantity: line.left }))
}

/**
 * Reads what is in a parcel: `LAMP-OAK x2, BULB` — SKUs, titles, or `#1` for the first line; no quantity means all that
 * is left, and nothing at all everything. Lines of the same SKU are taken from one after another.
 * @param words what the lines are read for; a parcel, if nothing is said.
 * @param beyond whether more may be named than there is left: what people say is inside a parcel is inside.
 * @throws Refusal with the nearest SKU, or what is left.
 */
export function readPieces(
  typed: string,
  lines: readonly LeftLine[],
  words = OF_PARCELS,
  beyond = false,
): readonly Piece[] {
  const items = typed.split(/[,;\n]+/).flatMap(text => text.trim() || [])
  if (items.length === 0) return allLeft(lines)
  const pieces = new Map<string, number>()
  for (const item of items) {
    const { same, wanted } = readItem(item, lines, words.field)
    const taken = (line: LeftLine) => pieces.get(line.id) ?? 0
    const left = sum(same.map(line => line.left))
    const before = sum(same.map(taken))
    let rest = wanted ?? left
    const tooMuch = before + rest > left && !(beyond && wanted !== null)
    if (rest < 1 || tooMuch) {
      const more = tooMuch && wanted !== null ? words.beyond : undefined
      const why = tooMany(same, rest < 1 ? rest : before + rest, left, words)
      throw new Refusal(`${why}${more?.words ?? ''}`, more?.field ?? words.field)
    }
    for (const line of same) {
      const more = Math.min(rest, Math.max(0, line.left - taken(line)))
      if (more > 0) pieces.set(line.id, taken(line) + more)
      rest -= more
    }
    const last = same.at(-1)
    if (rest > 0 && last) pieces.set(last.id, taken(last) + rest)
  }
  return [...pieces].map(([lineId, quantity]) => ({ lineId, quantity }))
}

type Item = { same: readonly LeftLine[]; wanted: number | null }

/** `LAMP`, `LAMP x2`, `LAMP: 2`, `2 x LAMP`. A SKU may itself look like that (`BOX2`, `3XL`): what names a line wins. */
export function readItem(item: string, lines: readonly LeftLine[], field: string): Item {
  const [, name = '', after = ''] = /^(.+?)\s*[x×*:]\s*(\d+)$/iu.exec(item) ?? []
  const [, before = '', named = ''] = /^(\d+)\s*[x×*]\s*(.+)$/iu.exec(item) ?? []
  for (const [text, quantity] of [
    [item, ''],
    [name, after],
    [named, before],
  ] as const) {
    const same = linesNamed(text, lines)
    if (same.length > 0) return { same, wanted: quantity ? Number(quantity) : null }
  }
  throw new Refusal(unknown(name || named || item, lines), field)
}

function linesNamed(name: string, lines: readonly LeftLine[]): readonly LeftLine[] {
  const wanted = skuKey(name)
  const first = (fits: (line: LeftLine, index: number) => boolean) => lines.filter(fits)
  const byPlace = first((_, index) => `#${index + 1}` === wanted)
  const bySku = first(line => line.sku !== null && skuKey(line.sku) === wanted)
  return [byPlace, bySku, first(line => skuKey(line.title) === wanted)].find(some => some.length > 0) ?? []
}

function unknown(name: string, lines: readonly LeftLine[]): string {
  const names = [...new Set(lines.map((one, index) => one.sku ?? `#${index + 1}`))]
  const near = nearest(name, names)
  const hint = near ? `Did you mean ${near}?` : `Write ${list(names, 'or')}, such as ${names[0]} x1.`
  return `No line here is “${name}”. ${hint}`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function tooMany([line]: readonly LeftLine[], wanted: number, most: number, words: Wording): string {
  const name = line?.sku ?? line?.title
  if (most === 0) return `All of ${name} is ${words.none}.`
  return wanted < 1
    ? `Write at least 1 of ${name}.`
    : `Only ${most} of ${name} ${most === 1 ? 'is' : 'are'} ${words.left}, not ${wanted}.`
}

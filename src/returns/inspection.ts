import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { allLeft, type LeftLine, type Piece, readPieces } from '../shipments/pieces.ts'

/** What became of a piece that was to come back. `wrong`: something else lay in its place. */
export const FATES = ['restocked', 'damaged', 'missing', 'wrong'] as const
export type Fate = (typeof FATES)[number]
export type Fates = Readonly<Record<Fate, number>>

/** A line of a return: the pieces that were to come back, and once inspected, what became of each. */
export type ReturnLine = { id: string; sku: string | null; title: string; quantity: number; fates: Fates | null }

const NONE: Fates = { restocked: 0, damaged: 0, missing: 0, wrong: 0 }

/** `1 of LAMP damaged, 2 of BULB restocked` */
export function foundWords(lines: readonly ReturnLine[]): string {
  const found = lines.flatMap(({ sku, title, fates }) =>
    FATES.flatMap(fate => (fates?.[fate] ? `${fates[fate]} of ${sku ?? title} ${fate}` : [])),
  )
  return list(found)
}

/**
 * Reads an inspection: `LAMP-OAK x1 damaged, rest restocked`; nothing said means that all of it is restocked.
 * @returns for each line, by id, what became of its pieces: they add up to what was to come back.
 * @throws Refusal on `found` for lines or numbers that are not of the return, and for pieces nothing was said of.
 */
export function readInspection(typed: string, lines: readonly ReturnLine[]): ReadonlyMap<string, Fates> {
  const fates = new Map(lines.map(line => [line.id, NONE]))
  let left: readonly LeftLine[] = lines.map(({ id, sku, title, quantity }) => ({ id, sku, title, left: quantity }))
  const items = typed.split(/[,;\n]+/).flatMap(text => text.trim() || [])
  for (const item of items.length > 0 ? items : ['rest restocked']) {
    const { what, fate } = readItem(item)
    for (const { lineId, quantity } of piecesOf(what, left)) {
      const before = fates.get(lineId) ?? NONE
      fates.set(lineId, { ...before, [fate]: before[fate] + quantity })
      left = left.map(line => (line.id === lineId ? { ...line, left: line.left - quantity } : line))
    }
  }
  const unsaid = left.filter(line => line.left > 0)
  if (unsaid.length === 0) return fates
  const what = list(unsaid.map(line => `${line.left} of ${line.sku ?? line.title}`))
  throw new Refusal(`What became of ${what}? Add it, or write “rest restocked”.`, 'found')
}

function readItem(item: string): { what: string; fate: Fate } {
  const words = item.split(/\s+/)
  const named = (word: string | undefined) => FATES.find(fate => fate === word?.toLowerCase())
  const last = named(words.at(-1))
  if (last) return { what: words.slice(0, -1).join(' '), fate: last }
  const first = named(words[0])
  if (first) return { what: words.slice(1).join(' '), fate: first }
  throw new Refusal(`“${item}” doesn’t say what you found: ${list(FATES, 'or')}?`, 'found')
}

const OF_PARCELS_BACK = { left: 'left to account for', none: 'accounted for already', field: 'found' }

/** `rest`, `all` or nothing is all that is left. */
function piecesOf(what: string, left: readonly LeftLine[]): readonly Piece[] {
  return /^(the )?(rest|all|everything)?$/i.test(what) ? allLeft(left) : readPieces(what, left, OF_PARCELS_BACK)
}

import { nearest } from '../kernel/nearest.ts'
import { Refusal } from '../kernel/refusal.ts'
import { list } from '../kernel/text.ts'

/** A line of a purchase order with the pieces that are in no parcel yet; `left` may be 0. */
export type LeftLine = { id: string; sku: string | null; title: string; left: number }

export type Piece = { lineId: string; quantity: number }

const ITEM = /^(?:(\d+)\s*[x×*]\s*)?(.+?)(?:\s*(?:[x×*]|:)\s*(\d+))?$/iu

/** Everything that is in no parcel yet. */
export function allLeft(lines: readonly LeftLine[]): readonly Piece[] {
  return lines.filter(line => line.left > 0).map(line => ({ lineId: line.id, quantity: line.left }))
}

/**
 * Reads what is in a parcel: `LAMP-OAK x2, BULB` — SKUs, or `#1` for the first line; no quantity means all that is left.
 * @throws Refusal with the nearest SKU, or what is left, on the field `lines`.
 */
export function readPieces(typed: string, lines: readonly LeftLine[]): readonly Piece[] {
  const pieces = new Map<string, number>()
  for (const item of typed
    .split(/[,;\n]+/)
    .map(text => text.trim())
    .filter(Boolean)) {
    const [, before, name = '', after] = ITEM.exec(item) ?? []
    const whole = lineNamed(item, lines)
    const line = whole ?? mustFind(name, lines)
    const wanted = whole ? line.left : Number(before ?? after ?? line.left)
    const quantity = (pieces.get(line.id) ?? 0) + wanted
    if (quantity < 1 || quantity > line.left) throw new Refusal(tooMany(line, wanted), 'lines')
    pieces.set(line.id, quantity)
  }
  return [...pieces].map(([lineId, quantity]) => ({ lineId, quantity }))
}

function lineNamed(name: string, lines: readonly LeftLine[]): LeftLine | undefined {
  const wanted = name.toLowerCase()
  return lines.find((line, index) =>
    [`#${index + 1}`, line.sku?.toLowerCase(), line.title.toLowerCase()].includes(wanted),
  )
}

function mustFind(name: string, lines: readonly LeftLine[]): LeftLine {
  const line = lineNamed(name, lines)
  if (line) return line
  const near = nearest(
    name,
    lines.flatMap(one => one.sku ?? []),
  )
  const known = list(
    lines.map((one, index) => one.sku ?? `#${index + 1}`),
    'or',
  )
  throw new Refusal(
    `No line here is “${name}”. ${near ? `Did you mean ${near}?` : `Write ${known}, such as ${known.split(/[, ]/)[0]} x1.`}`,
    'lines',
  )
}

function tooMany({ sku, title, left }: LeftLine, wanted: number): string {
  const name = sku ?? title
  if (left === 0) return `All of ${name} is in parcels already.`
  return wanted < 1
    ? `Write at least 1 of ${name}.`
    : `Only ${left} of ${name} ${left === 1 ? 'is' : 'are'} left to ship, not ${wanted}.`
}

import { skuKey } from '../suppliers/sku.ts'
import type { IncomingOrder } from './incoming-order.ts'
import type { OrderLine } from './tables.ts'

type IncomingLine = IncomingOrder['lines'][number]
type Named = IncomingLine & { externalId: string }
/** A line with the row that it is here, if it is here; a row that a file made may get the store's own id. */
export type Recognised = { line: Named; old: OrderLine | null }

/**
 * Which known line each line is: by the store's id, and where either side has none, by what it is (SKU and name), never
 * by
 * where it stands in a file. What is not known gets an id made of what it is. Pure.
 */
export function recogniseLines(lines: readonly IncomingLine[], known: readonly OrderLine[]): Recognised[] {
  const found = new Map<IncomingLine, OrderLine>()
  const free = new Set(known)
  const pair = (fits: (line: IncomingLine, old: OrderLine) => boolean) => {
    for (const line of lines.filter(one => !found.has(one))) {
      const old = [...free].find(one => fits(line, one))
      if (!old) continue
      found.set(line, old)
      free.delete(old)
    }
  }
  const nameless = (line: IncomingLine, old: OrderLine) => line.externalId === null || isMadeUp(old.externalId)
  pair((line, old) => line.externalId === old.externalId)
  pair((line, old) => nameless(line, old) && sameSku(line, old) && sameName(line, old))
  pair((line, old) => nameless(line, old) && line.sku !== null && sameSku(line, old))
  pair((line, old) => nameless(line, old) && (line.sku === null || old.sku === null) && sameName(line, old))
  const taken = new Set([...known, ...lines].map(line => line.externalId))
  return lines.map(line => ({ line: asKnown(line, found.get(line), taken), old: found.get(line) ?? null }))
}

function asKnown(line: IncomingLine, old: OrderLine | undefined, taken: Set<string | null>): Named {
  if (line.externalId !== null) return { ...line, externalId: line.externalId }
  if (!old) return { ...line, externalId: madeUp(line, taken) }
  // A file runs title and variant together and shows no picture: what the store sent in parts stays as it was.
  const { title, options } = sameName(line, old) ? old : line
  return { ...line, title, options, imageUrl: line.imageUrl ?? old.imageUrl, externalId: old.externalId }
}

/** Ids that no store gave: made of what a line is, or its row in a file, as it once was. */
const isMadeUp = (id: string) => /^(sku|name):|^\d{1,5}$/.test(id)

function madeUp({ sku, title }: IncomingLine, taken: Set<string | null>): string {
  const what = (sku ? `sku:${skuKey(sku)}` : `name:${fold(title)}`).slice(0, 180)
  let id = what
  for (let count = 2; taken.has(id); count++) id = `${what} ${count}`
  taken.add(id)
  return id
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

const sameSku = (one: { sku: string | null }, other: { sku: string | null }) =>
  (one.sku && skuKey(one.sku)) === (other.sku && skuKey(other.sku))

type Titled = { title: string; options: string | null }

/**
 * `Linen shirt - M / Olive` of a file is `Linen shirt` with `M / Olive · Monogram: AB`: a file shows no
 * personalisation.
 */
function sameName(one: Titled, other: Titled): boolean {
  const [short, long] = [one, other].map(({ title, options }) =>
    fold([title, options].filter(Boolean).join(' - ')),
  ) as [string, string]
  if (short === long || long.startsWith(`${short} · `) || short.startsWith(`${long} · `)) return true
  return (one.options === null && short === fold(other.title)) || (other.options === null && long === fold(one.title))
}

/** A line with the pieces that no purchase order asks for yet. */
export type OpenLine = { id: string; sku: string | null; quantity: number }

export type Part = {
  supplierId: string
  lines: readonly { id: string; quantity: number }[]
  /** The purchase order whose pieces these send again: they count as bought once. */
  replaces?: string | null
}

export type Split = {
  /** One part a supplier, in the order in which the lines name them. */
  parts: readonly Part[]
  /** Lines that nobody (still) supplies. */
  unrouted: readonly OpenLine[]
}

/** Who supplies a line, the first asked first; who declined it is left out. */
export type Route = (line: OpenLine) => readonly string[]

/** Splits open lines among suppliers: each goes whole to the first supplier of its route. Pure. */
export function split(lines: readonly OpenLine[], route: Route): Split {
  const parts = new Map<string, { id: string; quantity: number }[]>()
  const unrouted: OpenLine[] = []
  for (const line of lines) {
    const [supplierId] = route(line)
    if (!supplierId) unrouted.push(line)
    else parts.set(supplierId, [...(parts.get(supplierId) ?? []), { id: line.id, quantity: line.quantity }])
  }
  return { parts: [...parts].map(([supplierId, own]) => ({ supplierId, lines: own })), unrouted }
}

/**
 * What goes to a supplier that staff named: the lines it supplies, and those that nobody else would take; what it
 * declined only when staff chose these very lines (`chosen`), as then all of them go. Pure.
 */
export function partFor(
  supplierId: string,
  lines: readonly OpenLine[],
  {
    route,
    declined,
    chosen,
  }: { route: Route; declined: (lineId: string, supplierId: string) => boolean; chosen: boolean },
): Part {
  const fits = (line: OpenLine) => {
    const takers = route(line)
    return takers.includes(supplierId) || (takers.length === 0 && !declined(line.id, supplierId))
  }
  const own = chosen ? lines : lines.filter(fits)
  return { supplierId, lines: own.map(({ id, quantity }) => ({ id, quantity })) }
}

/** What another supplier is asked for instead: all that is still wanted; what sends pieces again still does. Pure. */
export function partInstead(
  { po, lines }: { po: { replaces: string | null }; lines: readonly { line: { id: string }; still: number }[] },
  supplierId: string,
): Part {
  const wanted = lines.map(({ line, still }) => ({ id: line.id, quantity: still }))
  return { supplierId, lines: wanted.filter(({ quantity }) => quantity > 0), replaces: po.replaces }
}

/** A line of a purchase order that could come back. */
export type Bought = { id: string; sku: string | null; title: string; asked: number }
export type Counted = { lineId: string; quantity: number }
export type AskedPiece = Counted & { replaces: string | null }

/** The pieces of each line that the customer bought: what replaces others was not bought again. Pure. */
export function boughtOf(asked: readonly AskedPiece[]): ReadonlyMap<string, number> {
  const bought = new Map<string, number>()
  for (const { lineId, quantity, replaces } of asked)
    if (replaces === null) bought.set(lineId, (bought.get(lineId) ?? 0) + quantity)
  return bought
}

/**
 * The lines with the pieces that may still be returned. What is replaced was bought once: over all returns of the order,
 * also those of its replacements, no more comes back than the customer bought. Pure.
 * @param bought pieces of each line that the customer paid for, over the whole order
 * @param returned what is in returns that stand: of this purchase order, and of the order
 */
export function returnable(
  lines: readonly Bought[],
  bought: ReadonlyMap<string, number>,
  returned: { here: readonly Counted[]; order: readonly Counted[] },
): readonly (Omit<Bought, 'asked'> & { left: number })[] {
  const sum = (some: readonly Counted[], id: string) =>
    some.reduce((total, one) => total + (one.lineId === id ? one.quantity : 0), 0)
  return lines.map(({ asked, ...line }) => {
    const here = asked - sum(returned.here, line.id)
    const everywhere = (bought.get(line.id) ?? 0) - sum(returned.order, line.id)
    return { ...line, left: Math.max(0, Math.min(here, everywhere)) }
  })
}

/** A purchase order that asks for pieces of one order line; `shipped` are in its parcels. */
export type AskedOfSupplier = { id: string; asked: number; shipped: number; acknowledged: boolean }

/**
 * An order line now: pieces the order wants, and of them what the store counts as fulfilled, no matter who shipped it.
 */
type Line = { quantity: number; fulfilled: number }

/** Pieces of a line of a purchase order: `wanted` by the order in all, in parcels or not; `still` to be shipped. */
export type Share = { wanted: number; still: number }

/** Of the pieces that the store counts as fulfilled, those that no parcel of ours explains. Pure. */
export function shippedElsewhere(fulfilled: number, shippedHere: number): number {
  return Math.max(0, fulfilled - shippedHere)
}

/**
 * What is still wanted of each purchase order of a line: what the order wants now, less what is shipped, here or
 * elsewhere.
 * Where fewer are wanted than asked for, suppliers that said yes keep their pieces first, then those that were asked
 * first. Pure.
 * @param asked the live ones that replace nothing, the first drafted first
 */
export function shareOut(line: Line, asked: readonly AskedOfSupplier[]): ReadonlyMap<string, Share> {
  const shipped = asked.reduce((sum, one) => sum + one.shipped, 0)
  const elsewhere = shippedElsewhere(line.fulfilled, shipped)
  const byYes = asked.toSorted((a, b) => Number(b.acknowledged) - Number(a.acknowledged))
  const toShip = given(byYes, line.quantity - shipped)
  const toShipHere = given(byYes, line.quantity - shipped - elsewhere)
  return new Map(
    asked.map(({ id, shipped }) => [id, { wanted: shipped + (toShip.get(id) ?? 0), still: toShipHere.get(id) ?? 0 }]),
  )
}

/** Of pieces that are asked for: those that are wanted, but that the store counts as shipped by somebody else. Pure. */
export function saidShipped({ wanted, still, shipped }: Share & { shipped: number }): number {
  return Math.max(0, wanted - shipped - still)
}

/** Gives pieces out in order, to each no more than it has left. */
function given(asked: readonly AskedOfSupplier[], pieces: number): ReadonlyMap<string, number> {
  let rest = Math.max(0, pieces)
  return new Map(
    asked.map(one => {
      const share = Math.min(rest, Math.max(0, one.asked - one.shipped))
      rest -= share
      return [one.id, share]
    }),
  )
}

/** What replaces other pieces comes on top of what the order wants: all of it is wanted until it ships. Pure. */
export function ownShare({ asked, shipped }: Pick<AskedOfSupplier, 'asked' | 'shipped'>): Share {
  return { wanted: Math.max(asked, shipped), still: Math.max(0, asked - shipped) }
}

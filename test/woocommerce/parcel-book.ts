import type { FulfilmentSteps, OrderToFulfil } from '../../src/kernel/shapes/storefront.ts'

/** What the house notes of one order: for each parcel what the store holds it by, null while it is only intended. */
export function parcelBook() {
  const rows = new Map<string, string | null>()
  let left = Number.POSITIVE_INFINITY
  /** The process dies before the note is written, or right after. */
  const step = (write: () => void) => {
    left -= 1
    if (left === 0) throw new Error('killed before it was noted')
    write()
    left -= 1
    if (left === 0) throw new Error('killed after it was noted')
  }
  const steps: FulfilmentSteps = {
    intend: async parcels =>
      step(() => {
        for (const one of parcels) if (!rows.has(one)) rows.set(one, null)
      }),
    holds: async ({ id, parcels }) =>
      step(() => {
        for (const one of parcels) rows.set(one, id)
        for (const [one, held] of rows) if (held === id && !parcels.includes(one)) rows.delete(one)
      }),
    ended: async id =>
      step(() => {
        for (const [one, held] of rows) if (held === id) rows.delete(one)
      }),
  }
  return {
    steps,
    dieAt(count: number) {
      left = count
    },
    known(): Pick<OrderToFulfil, 'held' | 'intended'> {
      const all = [...rows]
      return {
        held: all.flatMap(([parcel, id]) => (id ? [{ id, parcels: [parcel] }] : [])),
        intended: all.flatMap(([parcel, id]) => (id ? [] : [parcel])),
      }
    },
  }
}

import type { Verb } from '../kernel/asking/command.ts'
import type { Speech } from '../kernel/asking/reaction.ts'
import type { Store } from '../stores/tables.ts'
import type { Takers } from '../suppliers/takers.ts'
import type { Order, OrderLine, ShipToRow } from './tables.ts'
import type { WholeOrder } from './write-order.ts'

/** An order that came in just now, as its rows are, and who supplies its lines: nobody has to read it to show it. */
export type NewlyTaken = {
  order: Order
  store: Store
  lines: readonly OrderLine[]
  shipTo: ShipToRow | null
  takers: Takers
}

/** Lets what follows in this ask know it, until something else is asked. */
export function keepNewlyTaken(verb: Verb, { order, lines, shipTo }: WholeOrder, store: Store, takers: Takers): void {
  const known: NewlyTaken = { order, store, lines: lines.map(asNobodyIsAsked), shipTo, takers }
  verb.keep(named(order.id), known)
}

/** Null for any other order. */
export function newlyTaken({ kept }: Speech, orderId: string): NewlyTaken | null {
  return kept<NewlyTaken>(named(orderId))
}

const named = (orderId: string) => `newly taken ${orderId}`

/** What the database counts of a line, while no supplier was asked for its pieces. */
function asNobodyIsAsked(line: WholeOrder['lines'][number]): OrderLine {
  return { ...line, askedOfSuppliers: 0, inParcels: 0, openPieces: line.quantity - Math.max(line.fulfilled, 0) }
}

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import type { ShipTo } from '../orders/incoming-order.ts'
import { findOrderId, linesOf, loadOrder, shipToOf } from '../orders/load-order.ts'
import { mustKnowCustomer } from '../orders/must-know-customer.ts'
import { faceOf } from '../orders/staff-wants.ts'
import { type Order, type OrderLine, orderLines, shipTos } from '../orders/tables.ts'
import { readItem } from '../shipments/pieces.ts'
import { readShipTo } from './read-ship-to.ts'

export const ChangeOrder = z.object({
  order: z.string().min(1),
  /** Lines with how many are wanted now: `LAMP x1, BULB x0`. */
  lines: z.string().trim().max(2_000).optional(),
  /** What differs of the ship-to. */
  address: z.string().trim().max(2_000).optional(),
})

/**
 * Changes an order as its store could: other quantities, lines that are not wanted any more, another ship-to. What no
 * supplier has follows at once; suppliers that have it are asked. What the store tells afterwards does not take it back,
 * unless the store tells something new.
 */
export async function changeOrder(verb: Verb, input: z.infer<typeof ChangeOrder>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  if (order.cancelledAt) throw new Refusal(`Order ${order.number} is cancelled.`)
  mustKnowCustomer(order, 'so nothing of it can be changed any more')
  if (!input.lines && !input.address)
    throw new Refusal('Say what is wanted now: other quantities, another address, or both.', 'lines')
  const lines = input.lines ? await changeLines(verb, order, input.lines) : []
  const moved = input.address ? await changeShipTo(verb, order, readShipTo(input.address)) : false
  const changed = [...(moved ? ['ship-to'] : []), ...(lines.length > 0 ? ['lines'] : [])]
  if (changed.length === 0) throw new Refusal(`That is how order ${order.number} is already.`)
  await verb.record('order.updated', order.id, { changed, here: true })
  const what = [...lines, ...(moved ? ['another ship-to'] : [])]
  return { text: `Order ${order.number} is changed: ${list(what)}. Suppliers that have it are asked.` }
}

/** What its form starts with: the lines as they are wanted now. */
export async function linesWanted(db: Reads, _actor: Actor, { order }: Readonly<Record<string, unknown>>) {
  if (typeof order !== 'string') return {}
  const lines = await linesOf(db, await findOrderId(db, order))
  return { lines: lines.map((line, index) => `${line.sku ?? `#${index + 1}`} x${line.quantity}`).join(', ') }
}

async function changeLines({ db }: Verb, order: Order, typed: string): Promise<readonly string[]> {
  const lines = await linesOf(db, order.id)
  const said: string[] = []
  for (const { line, wanted } of readWanted(typed, lines)) {
    if (wanted === line.quantity) continue
    const toldQuantity = line.toldQuantity ?? line.quantity
    const back = toldQuantity === wanted
    await db
      .update(orderLines)
      .set({ quantity: wanted, toldQuantity: back ? null : toldQuantity })
      .where(eq(orderLines.id, line.id))
    said.push(`${line.title}: ${wanted} instead of ${line.quantity}`)
  }
  return said
}

/** Lines of one SKU are filled one after another, as they are wanted now; what is more goes to the last. */
function readWanted(typed: string, lines: readonly OrderLine[]): readonly { line: OrderLine; wanted: number }[] {
  const left = lines.map(line => ({ ...line, left: line.quantity }))
  const items = typed.split(/[,;\n]+/).flatMap(text => text.trim() || [])
  return items.flatMap(item => {
    const { same, wanted } = readItem(item, left, 'lines')
    if (wanted === null)
      throw new Refusal(`Say how many of “${item}” are wanted now: ${item} x1, or ${item} x0.`, 'lines')
    let rest = wanted
    return same.flatMap(({ id, left }, index) => {
      const line = lines.find(one => one.id === id)
      const own = index === same.length - 1 ? rest : Math.min(rest, left)
      rest -= own
      return line ? [{ line, wanted: own }] : []
    })
  })
}

async function changeShipTo({ db }: Verb, order: Order, differs: Partial<ShipTo>): Promise<boolean> {
  const before = await shipToOf(db, order.id)
  if (!before)
    throw new Refusal(`Order ${order.number} has no ship-to on record, so nothing of it can be changed.`, 'address')
  const { orderId, told, ...shipTo } = before
  const same = Object.entries(differs).every(([field, value]) => shipTo[field as keyof ShipTo] === value)
  if (same) return false
  await db
    .update(shipTos)
    .set({ ...differs, told: told ?? faceOf(shipTo) })
    .where(eq(shipTos.orderId, orderId))
  return true
}

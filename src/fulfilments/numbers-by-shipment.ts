import { inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { formerNumbers, removedShipments, shipments } from '../shipments/tables.ts'

export type NumbersByShipment = ReadonlyMap<string, readonly string[]>

/** Every number that these parcels have or had, removed ones too: a store may hold any. */
export async function numbersByShipment(db: Reads, ids: readonly string[]): Promise<NumbersByShipment> {
  const numbers = new Map<string, string[]>()
  if (ids.length === 0) return numbers
  const now = { id: shipments.id, number: shipments.number }
  const removed = { id: removedShipments.id, number: removedShipments.number }
  const former = { id: formerNumbers.shipmentId, number: formerNumbers.number }
  for (const { id, number } of [
    ...(await db.select(now).from(shipments).where(inArray(shipments.id, ids))),
    ...(await db.select(removed).from(removedShipments).where(inArray(removedShipments.id, ids))),
    ...(await db.select(former).from(formerNumbers).where(inArray(formerNumbers.shipmentId, ids))),
  ])
    numbers.set(id, [...(numbers.get(id) ?? []), number])
  return numbers
}

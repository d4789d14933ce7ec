import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { Choice } from '../kernel/shapes/form.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { carriers } from './carriers.ts'
import { shipments } from './tables.ts'

/** Carriers with the typed text in their name, those that begin with it first. */
export function completeCarriers(typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase()
  const begins = (name: string) => name.toLowerCase().startsWith(wanted)
  return carriers
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(begins(b.name)) - Number(begins(a.name)))
    .map(({ name }) => ({ value: name, label: name }))
}

/** The parcels of the purchase order named in the same line or form, for people who may see them. */
export async function completeShipments(db: Reads, actor: Actor, purchaseOrder: unknown): Promise<readonly Choice[]> {
  if (typeof purchaseOrder !== 'string') return []
  try {
    const { id } = await findPurchaseOrder(db, actor, purchaseOrder)
    const parcels = await db.select().from(shipments).where(eq(shipments.purchaseOrderId, id))
    return parcels.map(parcel => ({ value: parcel.number, label: parcel.number, detail: parcel.carrierName }))
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

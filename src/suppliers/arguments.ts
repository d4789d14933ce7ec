import { and, asc, eq, ilike } from 'drizzle-orm'
import type { ArgKind } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { contactName, contactsOf } from './find-contact.ts'
import { roomName, roomsOfSupplier } from './find-room.ts'
import { findSupplier, suppliersLike } from './find-supplier.ts'
import { supplierSkus } from './tables.ts'
import { zonesLike } from './zone.ts'

const named = (name: string) => ({ value: name, label: name })

/** A supplier, by its name. Staff only. */
export const aSupplier: ArgKind = {
  name: 'supplier',
  complete: async (db, actor, typed) =>
    actor.side === 'staff' ? (await suppliersLike(db, typed)).map(({ name }) => named(name)) : [],
  listed: true,
}

export const aZone: ArgKind = { name: 'zone', complete: async (_db, _actor, typed) => zonesLike(typed) }

/** Something of the supplier that is named along with it. Staff only. */
function ofSupplier(name: string, read: (db: Reads, supplierId: string, typed: string) => Promise<string[]>): ArgKind {
  return {
    name,
    async complete(db, actor: Actor, typed, { supplier }) {
      if (actor.side !== 'staff' || typeof supplier !== 'string') return []
      const found = await findSupplier(db, supplier).catch(error => {
        if (error instanceof Refusal) return null
        throw error
      })
      const all = found ? await read(db, found.id, typed) : []
      return all.filter(one => one.toLowerCase().includes(typed.toLowerCase())).map(named)
    },
  }
}

/** A contact of that supplier, as `contactName` has it. */
export const aContact = ofSupplier('contact', async (db, id) => {
  const all = await contactsOf(db, id)
  return all.map(one => contactName(one, all))
})

/** A room of that supplier, as `roomName` has it. */
export const aSupplierRoom = ofSupplier('supplier room', async (db, id) => {
  const all = await roomsOfSupplier(db, id)
  return all.map(one => roomName(one, all))
})

const MOST_SKUS = 50

/** A SKU that the supplier lists. */
export const aListedSku = ofSupplier('listed SKU', async (db, id, typed) => {
  const fits = ilike(supplierSkus.sku, `%${typed.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const rows = await db
    .select({ sku: supplierSkus.sku })
    .from(supplierSkus)
    .where(and(eq(supplierSkus.supplierId, id), fits))
    .orderBy(asc(supplierSkus.sku))
    .limit(MOST_SKUS)
  return rows.map(({ sku }) => sku)
})

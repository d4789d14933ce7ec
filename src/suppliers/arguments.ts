import type { ArgKind } from '../kernel/asking/command.ts'
import { suppliersLike } from './find-supplier.ts'
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

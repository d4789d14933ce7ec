import { asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { count, list } from '../kernel/words/text.ts'
import { allowanceInWords } from './allowance.ts'
import { isHere } from './find-supplier.ts'
import { agreements, contacts, supplierSkus, suppliers } from './tables.ts'
import { defaultTerms } from './terms.ts'

export const ListSuppliers = z.object({})

/** All suppliers, and what each still lacks before it can be sent an order. */
export async function listSuppliers({ db }: Verb): Promise<Outcome> {
  const { id, name } = suppliers
  const counted = (table: PgTable, of: PgColumn) =>
    sql`(select count(*)::int from ${table} where ${of} = ${id})`.mapWith(Number)
  const agreed = db
    .selectDistinctOn([agreements.supplierId], { supplierId: agreements.supplierId, terms: agreements.terms })
    .from(agreements)
    .where(isNotNull(agreements.acceptedAt))
    .orderBy(agreements.supplierId, desc(agreements.version))
    .as('agreed')
  const all = await db
    .select({
      supplier: suppliers,
      terms: agreed.terms,
      bound: counted(rooms, rooms.supplierId),
      people: counted(contacts, contacts.supplierId),
      skus: counted(supplierSkus, supplierSkus.supplierId),
    })
    .from(suppliers)
    .leftJoin(agreed, eq(agreed.supplierId, id))
    .where(isHere)
    .orderBy(asc(name))
  if (all.length === 0)
    return { text: 'There is no supplier yet. Add one: /supplier add Lumen Works zone:Asia/Shanghai' }
  const lines = all.map(({ supplier, terms, bound, people, skus }) => {
    const lacks = [bound || 'a room', people || 'a contact', skus || 'SKUs'].filter(what => typeof what === 'string')
    const state = lacks.length > 0 ? `lacks ${list(lacks)}` : `${count(people, 'contact')}, ${count(skus, 'SKU')}`
    const ships = `ships within ${allowanceInWords((terms ?? defaultTerms(supplier)).ship)}`
    return { text: supplier.name, detail: `${supplier.zone} · ${ships} · ${state}` }
  })
  const summary = `${count(all.length, 'supplier')}.`
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'Suppliers', summary, lines } }
}

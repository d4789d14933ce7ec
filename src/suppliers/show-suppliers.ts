import { asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { count, list } from '../kernel/words/text.ts'
import { allowanceInWords } from './allowance.ts'
import { findSupplier, isHere } from './find-supplier.ts'
import { termsInForce } from './in-force.ts'
import { agreements, contacts, supplierSkus, suppliers } from './tables.ts'
import { defaultTerms } from './terms.ts'

export const ListSuppliers = z.object({})
export const ShowSupplier = z.object({ supplier: z.string().min(1) })

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

/** One supplier with rooms, contacts, SKUs and standing instructions. */
export async function showSupplier({ db }: Verb, input: z.infer<typeof ShowSupplier>): Promise<Outcome> {
  const supplier = await findSupplier(db, input.supplier)
  const bound = await db.select().from(rooms).where(eq(rooms.supplierId, supplier.id))
  const people = await db.select().from(contacts).where(eq(contacts.supplierId, supplier.id))
  const skus = await db.select().from(supplierSkus).where(eq(supplierSkus.supplierId, supplier.id)).limit(101)
  const { terms } = await termsInForce(db, supplier.id)
  const named = (words: readonly string[], lacking: string) => (words.length > 0 ? words.join(', ') : lacking)
  return {
    text: supplier.name,
    card: {
      audience: 'staff',
      tone: 'neutral',
      title: supplier.name,
      summary: `${supplier.name} ships within ${allowanceInWords(terms.ship)}, on ${supplier.zone} time.`,
      facts: [
        {
          label: 'Room',
          value: named(
            bound.map(room => `#${room.name} (${room.chat})${room.quietAt ? ' gets nothing new' : ''}`),
            'none: /supplier room',
          ),
        },
        {
          label: 'Contacts',
          value: named(
            people.map(person => person.name),
            'none: /supplier contact',
          ),
        },
        { label: 'Mentioned on new orders', value: supplier.pingsNew ? 'yes' : 'no: /supplier pings' },
        {
          label: 'SKUs',
          value:
            named(
              skus.slice(0, 100).map(({ sku }) => sku),
              'none: /supplier sku',
            ) + (skus.length > 100 ? ' …' : ''),
        },
      ],
      ...(supplier.instructions && { body: supplier.instructions }),
      buttons: [
        { label: 'Bind a room', command: 'supplier.room', input: { supplier: supplier.id }, asks: ['room'] },
        { label: 'Add a contact', command: 'supplier.contact', input: { supplier: supplier.id }, asks: ['person'] },
        { label: 'Add SKUs', command: 'supplier.sku', input: { supplier: supplier.id }, asks: ['skus'] },
        { label: 'Terms', command: 'supplier.terms', input: { supplier: supplier.id } },
        { label: 'Remove', command: 'supplier.remove', input: { supplier: supplier.id }, style: 'danger' },
      ],
    },
  }
}

import { and, asc, eq, ilike, isNull, or, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { isId } from '../kernel/words/id.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { type Supplier, suppliers } from './tables.ts'

/**
 * The supplier that somebody named: by id, by name, or by the beginning of exactly one name. One that was removed is none.
 * @throws Refusal with the nearest name, or with the names that begin so.
 */
export async function findSupplier(db: Reads, named: string, field = 'supplier'): Promise<Supplier> {
  const typed = named.trim()
  if (isId(typed)) return mustBeHere(await supplierById(db, typed))
  const prefix = `${typed.replaceAll(/[\\%_]/g, '\\$&')}%`
  const found = await db
    .select()
    .from(suppliers)
    .where(and(isHere, or(sql`lower(${suppliers.name}) = lower(${typed})`, ilike(suppliers.name, prefix))))
    .orderBy(asc(suppliers.name))
  const exact = found.find(({ name }) => name.toLowerCase() === typed.toLowerCase())
  const only = found.length === 1 ? found[0] : undefined
  const supplier = exact ?? only
  if (supplier) return supplier
  if (found.length > 1)
    throw new Refusal(
      `“${typed}” begins several names: ${list(
        found.map(one => one.name),
        'or',
      )}?`,
      field,
    )
  const near = nearestName(
    typed,
    (await allSuppliers(db)).map(({ name }) => name),
  )
  const hint = near ? `Did you mean “${near}”?` : 'See /supplier list, or add it with /supplier add.'
  throw new Refusal(`I don’t know a supplier “${typed}”. ${hint}`, field)
}

/** The name most like a mistyped one, or like the beginning of one: few people write a name to its end. */
function nearestName(typed: string, names: readonly string[]): string | null {
  const whole = nearest(typed, names)
  if (whole) return whole
  const begins = new Map(names.map(name => [name.split(/\s/, typed.split(/\s+/).length).join(' '), name]))
  return begins.get(nearest(typed, begins.keys()) ?? '') ?? null
}

/** Whether something may still go to it. */
export const isHere = isNull(suppliers.removedAt)

function mustBeHere(supplier: Supplier): Supplier {
  if (supplier.removedAt)
    throw new Refusal(`${supplier.name} was removed. Add it again with /supplier add “${supplier.name}”.`, 'supplier')
  return supplier
}

/** Also one that was removed: what is on record still names it. */
export async function supplierById(db: Reads, id: string): Promise<Supplier> {
  const [supplier] = await db.select().from(suppliers).where(eq(suppliers.id, id))
  if (!supplier) throw new Refusal('That supplier is not here any more.', 'supplier')
  return supplier
}

export function allSuppliers(db: Reads): Promise<Supplier[]> {
  return db.select().from(suppliers).where(isHere).orderBy(asc(suppliers.name))
}

/** The suppliers with the typed text in their name, by name. */
export async function suppliersLike(db: Reads, typed: string): Promise<readonly Supplier[]> {
  const wanted = typed.trim().toLowerCase()
  return (await allSuppliers(db)).filter(({ name }) => name.toLowerCase().includes(wanted))
}

import { sql } from 'drizzle-orm'
import { type BudgetRoom, STAFF, spendBudgets } from '../../cases/spend-budget.ts'
import type { Events } from '../../events.ts'
import type { Verb } from '../../kernel/asking/command.ts'
import { among } from '../../kernel/ground/among.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { suppliers } from '../../suppliers/tables.ts'
import { notices } from '../tables.ts'

type Noticed = Events['late.noticed']
type Notified = Events['late.notified']['suppliers'][number]

/**
 * Decides how the two sides are notified of what was noticed just now about the purchase orders of suppliers: each by
 * itself, or in the digest of the hour.
 */
export async function decideNotifications(verb: Verb, noticed: readonly Noticed[]): Promise<void> {
  if (noticed.length === 0) return
  const supplier = await spend(verb, noticed, await ownRooms(verb.db, noticed))
  const breaches = noticed
    .map(one => ({ ...one, notices: one.notices.filter(({ caseId }) => caseId) }))
    .filter(one => one.notices.length > 0)
  const staff = await spend(verb, breaches, () => STAFF)
  const decided = noticed.flatMap((one): Notified[] => {
    const own = supplier.get(one.supplierId)
    return own ? [{ ...one, supplier: own, staff: staff.get(one.supplierId) ?? null }] : []
  })
  await write(verb.db, decided)
  await verb.record('late.notified', 'late', { suppliers: decided })
}

type RoomOf = (supplierId: string) => BudgetRoom

async function ownRooms(db: Db, noticed: readonly Noticed[]): Promise<RoomOf> {
  const ids = noticed.map(({ supplierId }) => supplierId)
  const { id, zone } = suppliers
  const rows = await db.select({ id, zone }).from(suppliers).where(among(id, ids))
  const zones = new Map(rows.map(row => [row.id, row.zone]))
  return room => ({ room, zone: zones.get(room) ?? STAFF.zone })
}

/** Spends the budgets of rooms on what is new, by supplier. The hour is that in which it was noticed. */
async function spend(
  { db, now }: Verb,
  noticed: readonly Noticed[],
  roomOf: RoomOf,
): Promise<ReadonlyMap<string, Notified['supplier']>> {
  const spendings = noticed.map(({ supplierId, notices }) => {
    const batch = new Set(notices.map(({ purchaseOrderId }) => purchaseOrderId)).size
    return { ...roomOf(supplierId), supplierId, batch }
  })
  const spent = await spendBudgets(db, spendings, now)
  return new Map(spent.map(({ supplierId, how, windowAt }) => [supplierId, { how, windowAt: windowAt.toISOString() }]))
}

/** Notes how each notice is posted. */
async function write(db: Db, decided: readonly Notified[]): Promise<void> {
  const told = decided.flatMap(({ notices, supplier, staff }) =>
    notices.map(({ id, caseId }) => ({ id, supplier: supplier.how, staff: (caseId && staff?.how) || null })),
  )
  await db.execute(sql`
    update ${notices} set notified = told.supplier, staff_notified = told.staff
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told(id uuid, supplier text, staff text)
    where ${notices.id} = told.id`)
}

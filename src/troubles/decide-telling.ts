import { sql } from 'drizzle-orm'
import { STAFF, spendBudget, spendBudgets } from '../cases/spend-budget.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { suppliers } from '../suppliers/tables.ts'
import type { Begun } from './settle-troubles.ts'
import { parcelTroubles } from './tables.ts'
import { TROUBLES } from './trouble.ts'

/** Decides how the two sides are notified of what began just now: each parcel by itself, or all in the hour's digest. */
export async function decideTelling(verb: Verb, begun: readonly Begun[]): Promise<void> {
  // Its late case says the rest.
  const said = begun.filter(({ row }) => TROUBLES[row.trouble].weight !== 'late')
  if (said.length === 0) return
  const staff = await spendBudget(verb.db, { ...STAFF, batch: said.length }, verb.now)
  const theirs = Map.groupBy(
    said.filter(({ row }) => TROUBLES[row.trouble].acts === 'supplier'),
    ({ row }) => row.supplierId,
  )
  const zones = await verb.db
    .select({ id: suppliers.id, zone: suppliers.zone })
    .from(suppliers)
    .where(among(suppliers.id, [...theirs.keys()]))
  const spendings = zones.map(({ id, zone }) => ({ room: id, zone, batch: theirs.get(id)?.length ?? 0 }))
  const told = await spendBudgets(verb.db, spendings, verb.now)
  const howOf = new Map(told.map(({ room, how }) => [room, how]))
  const rows = said.map(({ row }) => ({
    id: row.id,
    supplier: (TROUBLES[row.trouble].acts === 'supplier' && howOf.get(row.supplierId)) || null,
  }))
  await verb.db.execute(sql`
    update ${parcelTroubles} set notified = told.supplier, staff_notified = ${staff.how}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told(id uuid, supplier text)
    where ${parcelTroubles.id} = told.id`)
  await verb.record('parcels.noticed', 'parcels', {
    staff: { how: staff.how, windowAt: staff.windowAt.toISOString() },
    suppliers: told.map(({ room, how, windowAt }) => ({
      supplierId: room,
      telling: { how, windowAt: windowAt.toISOString() },
    })),
    notices: said.map(({ row, isFurther }) => ({
      ...{ id: row.id, caseId: row.caseId, supplierId: row.supplierId, trouble: row.trouble, isFurther },
    })),
  })
}

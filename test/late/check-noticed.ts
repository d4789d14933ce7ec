import { asc, eq, inArray } from 'drizzle-orm'
import { expect } from 'vitest'
import { cases } from '../../src/cases/tables.ts'
import type { Events } from '../../src/events.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { events } from '../../src/kernel/ground/tables.ts'
import { dueNotices, nextNotice, noticesOf } from '../../src/late/notice.ts'
import { readMilestones } from '../../src/late/read-milestones.ts'
import { nextLooks, notices } from '../../src/late/tables.ts'
import { purchaseOrders } from '../../src/purchase-orders/tables.ts'

type Named = { purchaseOrderId: string; rule: string; dueAt: Date | string }
export const named = ({ purchaseOrderId, rule, dueAt }: Named) =>
  `${purchaseOrderId} ${rule} ${new Date(dueAt).toISOString()}`

/** What was told in each sweep's event, in the order of the journal. */
export async function toldIn(db: Db): Promise<readonly Events['late.noticed'][]> {
  const rows = await db.select().from(events).where(eq(events.name, 'late.noticed')).orderBy(asc(events.id))
  return rows.map(row => row.data as Events['late.noticed'])
}

/**
 * Looks at every purchase order there is, as no sweep ever does: of all that fell due before the only sweep of their
 * lives, at `now`, each is marked once and the strongest told once, each breach in the one late case, and the next looks
 * are set to what comes next.
 */
export async function checkNoticed(db: Db, now: Date): Promise<{ marked: number; told: number }> {
  const all = await db.select({ id: purchaseOrders.id }).from(purchaseOrders)
  const watched = await readMilestones(
    db,
    all.map(({ id }) => id),
  )
  const expected = { marked: [] as string[], told: [] as string[], late: [] as string[], next: [] as string[] }
  for (const { po, milestones, calendar } of watched) {
    const name = (notice: Omit<Named, 'purchaseOrderId'>) => named({ ...notice, purchaseOrderId: po.id })
    expected.marked.push(
      ...noticesOf(milestones, calendar)
        .filter(one => one.at <= now)
        .map(name),
    )
    expected.told.push(...dueNotices(milestones, calendar, now).map(name))
    if (dueNotices(milestones, calendar, now).some(one => one.hours === null)) expected.late.push(po.id)
    const next = nextNotice(milestones, calendar, now)
    if (next) expected.next.push(`${po.id} ${next.at.toISOString()}`)
  }
  const marked = await db.select().from(notices)
  const told = (await toldIn(db)).flatMap(one => one.notices)
  const late = await db.select().from(cases)
  const next = await db.select().from(nextLooks)
  expect(told.map(named).sort()).toEqual(expected.told.sort())
  expect(marked.map(named).sort()).toEqual(expected.marked.sort())
  expect(late.map(one => one.purchaseOrderId).sort()).toEqual(expected.late.sort())
  expect(next.map(one => `${one.purchaseOrderId} ${one.nextAt.toISOString()}`).sort()).toEqual(expected.next.sort())
  return { marked: marked.length, told: told.length }
}

/** What is marked of these purchase orders, by name. */
export async function markedOf(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(notices)
    .where(inArray(notices.purchaseOrderId, [...ids]))
  return rows.map(named).sort()
}

import { asc, eq, sql } from 'drizzle-orm'
import type { ArgKind } from '../kernel/asking/command.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { webhookEndpoints } from './tables.ts'

/** A store or supplier that gets webhooks, by its name. Staff only. */
export const aNotified: ArgKind = {
  name: 'notified',
  listed: true,
  async complete(db, actor) {
    if (actor.side !== 'staff') return []
    const name = sql<string>`coalesce(${stores.name}, ${suppliers.name})`
    const all = await db
      .select({ name })
      .from(webhookEndpoints)
      .leftJoin(stores, eq(stores.id, webhookEndpoints.ownerId))
      .leftJoin(suppliers, eq(suppliers.id, webhookEndpoints.ownerId))
      .orderBy(asc(name))
    return all.map(one => ({ value: one.name, label: one.name }))
  },
}

import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'
import { stores } from '../stores/tables.ts'

export const ReportUnread = z.object({ store: z.string(), why: z.string(), since: z.coerce.date() })
export const SettleUnread = z.object({ store: z.string() })

/** Notifies staff that a store can't be read: what its webhooks don't bring doesn't come in. */
export async function reportUnread(verb: Verb, input: z.infer<typeof ReportUnread>): Promise<Outcome> {
  const { store, why, since } = input
  const name = await nameOf(verb.db, store)
  if (name) await verb.record('store.unread', store, { name, why, since: since.toISOString() })
  return { text: why }
}

/** Notes that a store was read after all. */
export async function settleUnread(verb: Verb, { store }: z.infer<typeof SettleUnread>): Promise<Outcome> {
  const name = await nameOf(verb.db, store)
  if (name) await verb.record('store.read', store, { name })
  return { text: `${name ?? 'The store'} was read.` }
}

async function nameOf(db: Reads, store: string): Promise<string | null> {
  const [known] = await db.select({ name: stores.name }).from(stores).where(eq(stores.id, store))
  return known?.name ?? null
}

/** Whether people know that a store can't be read. */
export async function isUnread(db: Reads, store: string): Promise<boolean> {
  const isAboutIt = and(eq(events.about, store), inArray(events.name, ['store.unread', 'store.read']))
  const [last] = await db.select({ name: events.name }).from(events).where(isAboutIt).orderBy(desc(events.id)).limit(1)
  return last?.name === 'store.unread'
}

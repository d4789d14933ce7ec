import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findStore } from '../stores/find-store.ts'
import { type Store, stores } from '../stores/tables.ts'
import { type WebhookEndpoint, webhookEndpoints } from './tables.ts'

export type Told = { store: Store; endpoint: WebhookEndpoint }

/** The store that is named, and where it is told. @throws Refusal where it is told nowhere. */
export async function findEndpoint({ db }: Pick<Verb, 'db'>, named: string): Promise<Told> {
  const store = await findStore(db, named)
  const [endpoint] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.storeId, store.id))
  if (endpoint) return { store, endpoint }
  throw new Refusal(`${store.name} is told nowhere. Say where, with /webhook connect.`, 'store')
}

/** The same by our id; null where it is told nowhere any more. */
export async function loadEndpoint({ db }: Pick<Verb, 'db'>, storeId: string): Promise<Told | null> {
  const [found] = await db
    .select({ store: stores, endpoint: webhookEndpoints })
    .from(webhookEndpoints)
    .innerJoin(stores, eq(stores.id, webhookEndpoints.storeId))
    .where(eq(webhookEndpoints.storeId, storeId))
    .for('update', { of: webhookEndpoints })
  return found ?? null
}

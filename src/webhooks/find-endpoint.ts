import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findStore } from '../stores/find-store.ts'
import { type Store, stores } from '../stores/tables.ts'
import { type WebhookEndpoint, webhookEndpoints } from './tables.ts'

export type NotifiedStore = { store: Store; endpoint: WebhookEndpoint }

/** The store that is named, and its address. @throws Refusal where it has none. */
export async function findEndpoint({ db }: Pick<Verb, 'db'>, named: string): Promise<NotifiedStore> {
  const store = await findStore(db, named)
  const [endpoint] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.storeId, store.id))
  if (endpoint) return { store, endpoint }
  throw new Refusal(`${store.name} gets no webhooks. Give me its address with /webhook connect.`, 'store')
}

/** The same by our id; null where it has none any more. */
export async function loadEndpoint({ db }: Pick<Verb, 'db'>, storeId: string): Promise<NotifiedStore | null> {
  const [found] = await db
    .select({ store: stores, endpoint: webhookEndpoints })
    .from(webhookEndpoints)
    .innerJoin(stores, eq(stores.id, webhookEndpoints.storeId))
    .where(eq(webhookEndpoints.storeId, storeId))
    .for('update', { of: webhookEndpoints })
  return found ?? null
}

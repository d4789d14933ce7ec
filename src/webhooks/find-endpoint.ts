import { and, eq, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { isId } from '../kernel/words/id.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findStore } from '../stores/find-store.ts'
import { stores } from '../stores/tables.ts'
import { isHere } from '../suppliers/find-supplier.ts'
import { suppliers } from '../suppliers/tables.ts'
import { type WebhookEndpoint, webhookEndpoints } from './tables.ts'

/** A store or a supplier that is notified. */
export type WebhookOwner = { id: string; name: string }
export type OwnedEndpoint = { owner: WebhookOwner; endpoint: WebhookEndpoint }

/** The store or supplier that is named, and its address. @throws Refusal where it has none. */
export async function findEndpoint({ db }: Pick<Verb, 'db'>, named: string): Promise<OwnedEndpoint> {
  const owner = await findOwner(db, named)
  const [endpoint] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.ownerId, owner.id))
  if (endpoint) return { owner, endpoint }
  throw new Refusal(`${owner.name} gets no webhooks. Give me its address with /webhook connect.`, 'store')
}

/** Stores come first: a supplier of that name is meant where it alone is notified. */
async function findOwner(db: Reads, named: string): Promise<WebhookOwner> {
  const typed = named.trim()
  const { id, name } = suppliers
  const is = isId(typed) ? eq(id, typed) : and(isHere, sql`lower(${name}) = lower(${typed})`)
  const [supplier] = await db
    .select({ id, name })
    .from(suppliers)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.ownerId, id))
    .where(is)
  return supplier ?? findStore(db, typed)
}

/** The same by our id, held until the transaction ends; null where it has none any more. */
export async function loadEndpoint({ db }: Pick<Verb, 'db'>, ownerId: string): Promise<OwnedEndpoint | null> {
  const [found] = await db
    .select({ endpoint: webhookEndpoints, store: stores.name, supplier: suppliers.name })
    .from(webhookEndpoints)
    .leftJoin(stores, eq(stores.id, webhookEndpoints.ownerId))
    .leftJoin(suppliers, eq(suppliers.id, webhookEndpoints.ownerId))
    .where(eq(webhookEndpoints.ownerId, ownerId))
    .for('update', { of: webhookEndpoints })
  const name = found?.store ?? found?.supplier
  return found && name ? { owner: { id: ownerId, name }, endpoint: found.endpoint } : null
}

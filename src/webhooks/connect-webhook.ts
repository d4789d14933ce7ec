import { randomBytes } from 'node:crypto'
import { addDays } from 'date-fns/addDays'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { readOutsideUrl } from '../kernel/ground/public-address.ts'
import type { SealedColumn } from '../kernel/ground/reseal.ts'
import { openApiRoom } from '../reaches/api-room.ts'
import { findStore } from '../stores/find-store.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import type { WebhookOwner } from './find-endpoint.ts'
import { webhookEndpoints } from './tables.ts'
import { writeMessage } from './write-message.ts'

const url = z.string().trim().min(1)
export const ConnectWebhook = z.object({ store: z.string().min(1), url })
export const ConnectSupplier = z.object({ supplier: z.string().min(1), url })

/** For how long we sign with the former secret as well, days: time to exchange it at the store's side. */
const FORMER_DAYS = 1

/** Notifies a store from now on of what happens to its orders, at an address of its own, and sends a test there. */
export async function connectWebhook(verb: Verb, input: z.infer<typeof ConnectWebhook>): Promise<Outcome> {
  return connectOwner(verb, await findStore(verb.db, input.store), input.url)
}

/** The same of a supplier: its systems are notified of what stands in its API room. */
export async function connectSupplier(verb: Verb, input: z.infer<typeof ConnectSupplier>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const outcome = await connectOwner(verb, supplier, input.url)
  await openApiRoom(verb, supplier)
  return outcome
}

async function connectOwner(verb: Verb, owner: WebhookOwner, entered: string): Promise<Outcome> {
  const url = readOutsideUrl(entered, verb.outside.origins)
  const [before] = await verb.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.ownerId, owner.id))
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const row = {
    url: url.href,
    secret: verb.outside.seal.seal(secret, sealedFor(owner.id)),
    ...(before && { formerSecret: before.secret, formerUntil: addDays(verb.now, FORMER_DAYS) }),
    ...{ connectedAt: verb.now, connectedBy: verb.actor.name },
    ...{ failingSince: null, disabledAt: null, disabledWhy: null },
  }
  await verb.db
    .insert(webhookEndpoints)
    .values({ ownerId: owner.id, ...row })
    .onConflictDoUpdate({ target: webhookEndpoints.ownerId, set: row })
  await verb.record('webhook.connected', owner.id, { store: owner.name, host: url.host, again: before !== undefined })
  await writeTest(verb, owner.id)
  const former = before ? ' The former secret holds for one more day.' : ''
  return {
    text: `${owner.name} is notified at ${url.host}. Verify what comes with this secret, which I show only now: ${secret}${former}\nA test is on its way; how it went is posted in the alerts room.`,
  }
}

/** A message that says nothing, on the way that every other takes. */
export function writeTest(verb: Verb, owner: string): Promise<Outcome> {
  return writeMessage(verb, { owner, type: TEST, at: verb.now.toISOString(), data: {} })
}
export const TEST = 'webhook.test'

/** What a secret is sealed for. */
export const sealedFor = (owner: string) => `webhook ${owner}`
export const sealedEndpoints: readonly SealedColumn[] = [webhookEndpoints.secret, webhookEndpoints.formerSecret].map(
  column => ({ column, about: sql`'webhook ' || ${webhookEndpoints.ownerId}` }),
)

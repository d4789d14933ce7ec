import { randomBytes } from 'node:crypto'
import { addDays } from 'date-fns/addDays'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { readOutsideUrl } from '../kernel/ground/public-address.ts'
import { findStore } from '../stores/find-store.ts'
import { webhookEndpoints } from './tables.ts'
import { writeMessage } from './write-message.ts'

export const ConnectWebhook = z.object({ store: z.string().min(1), url: z.string().trim().min(1) })

/** For how long we sign with the former secret as well, days: time to exchange it at the store's side. */
const FORMER_DAYS = 1

/** Notifies a store from now on of what happens to its orders, at an address of its own, and sends a test there. */
export async function connectWebhook(verb: Verb, input: z.infer<typeof ConnectWebhook>): Promise<Outcome> {
  const store = await findStore(verb.db, input.store)
  const url = readOutsideUrl(input.url, verb.outside.origins)
  const [before] = await verb.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.storeId, store.id))
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const row = {
    url: url.href,
    secret: verb.outside.seal.seal(secret, sealedFor(store.id)),
    ...(before && { formerSecret: before.secret, formerUntil: addDays(verb.now, FORMER_DAYS) }),
    ...{ connectedAt: verb.now, connectedBy: verb.actor.name },
    ...{ failingSince: null, disabledAt: null, disabledWhy: null },
  }
  await verb.db
    .insert(webhookEndpoints)
    .values({ storeId: store.id, ...row })
    .onConflictDoUpdate({ target: webhookEndpoints.storeId, set: row })
  await verb.record('webhook.connected', store.id, { store: store.name, host: url.host, again: before !== undefined })
  await writeTest(verb, store.id)
  const former = before ? ' The former secret holds for one more day.' : ''
  return {
    text: `${store.name} is notified at ${url.host}. Verify what comes with this secret, which I show only now: ${secret}${former}\nA test is on its way; how it went is posted in the alerts room.`,
  }
}

/** A message that says nothing, on the way that every other takes. */
export function writeTest(verb: Verb, store: string): Promise<Outcome> {
  return writeMessage(verb, { store, type: TEST, at: verb.now.toISOString(), data: {} })
}
export const TEST = 'webhook.test'

/** What a secret is sealed for. */
export const sealedFor = (store: string) => `webhook ${store}`

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findEndpoint } from './find-endpoint.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'

export const DisconnectWebhook = z.object({ store: z.string().min(1) })

/** Notifies a store no more, and forgets its address and secret. */
export async function disconnectWebhook(verb: Verb, input: z.infer<typeof DisconnectWebhook>): Promise<Outcome> {
  const { store } = await findEndpoint(verb, input.store)
  await verb.db.delete(webhookEndpoints).where(eq(webhookEndpoints.storeId, store.id))
  await verb.db.delete(webhookMessages).where(eq(webhookMessages.storeId, store.id))
  await verb.record('webhook.disconnected', store.id, { store: store.name })
  return { text: `${store.name} gets no webhooks any more, and its secret is deleted.` }
}

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findEndpoint } from './find-endpoint.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'

export const DisconnectWebhook = z.object({ store: z.string().min(1) })

/** Notifies a store no more, and forgets its address and secret. */
export async function disconnectWebhook(verb: Verb, input: z.infer<typeof DisconnectWebhook>): Promise<Outcome> {
  const { owner } = await findEndpoint(verb, input.store)
  await verb.db.delete(webhookEndpoints).where(eq(webhookEndpoints.ownerId, owner.id))
  await verb.db.delete(webhookMessages).where(eq(webhookMessages.ownerId, owner.id))
  await verb.record('webhook.disconnected', owner.id, { store: owner.name })
  return { text: `${owner.name} gets no webhooks any more, and its secret is deleted.` }
}

import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { TEST } from './connect-webhook.ts'
import { loadEndpoint } from './find-endpoint.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'

export const SettleMessage = z.object({
  message: z.string(),
  /** What it was answered; null where nothing was. */
  status: z.number().nullable(),
  /** Why it did not arrive; null where it did. */
  why: z.string().nullable(),
})

/** Notes how the sending of a message went. Staff hear of tests. */
export async function settleMessage(
  verb: Verb,
  { message: id, status, why }: z.infer<typeof SettleMessage>,
): Promise<Outcome> {
  const state = { status, ...(why === null && { sentAt: verb.now }) }
  const [message] = await verb.db.update(webhookMessages).set(state).where(eq(webhookMessages.id, id)).returning()
  const told = message && (await loadEndpoint(verb, message.ownerId))
  if (!told) return { text: 'It gets no webhooks any more.' }
  const mine = eq(webhookEndpoints.ownerId, message.ownerId)
  if (why === null) await verb.db.update(webhookEndpoints).set({ failingSince: null }).where(mine)
  else
    await verb.db
      .update(webhookEndpoints)
      .set({ failingSince: sql`${verb.now.toISOString()}::timestamptz` })
      .where(and(mine, isNull(webhookEndpoints.failingSince)))
  if (message.type === TEST) {
    const host = new URL(told.endpoint.url).host
    await verb.record('webhook.tested', message.ownerId, { store: told.owner.name, host, why })
  }
  return { text: why ?? 'It arrived.' }
}

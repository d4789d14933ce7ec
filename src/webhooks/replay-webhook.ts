import { subDays } from 'date-fns/subDays'
import { and, asc, eq, gte, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, inFigures } from '../kernel/words/text.ts'
import { TEST } from './connect-webhook.ts'
import { findEndpoint } from './find-endpoint.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'
import { messageOf } from './write-message.ts'

export const ReplayWebhook = z.object({
  store: z.string().min(1),
  days: z.coerce.number().int().min(0).max(30).default(0),
})

/** How many are sent again at once. */
const MOST = 1_000

/**
 * Sends a store again what never arrived there, and where days are named, also what did arrive in them. Each goes under its
 * id, by which the store knows what it has. Where sending was switched off, it is on again.
 */
export async function replayWebhook(verb: Verb, input: z.infer<typeof ReplayWebhook>): Promise<Outcome> {
  const { owner, endpoint } = await findEndpoint(verb, input.store)
  const wanted = input.days > 0 ? gte(webhookMessages.madeAt, subDays(verb.now, input.days)) : undefined
  const messages = await verb.db
    .select({ id: webhookMessages.id })
    .from(webhookMessages)
    .where(
      and(
        ...[eq(webhookMessages.ownerId, owner.id), ne(webhookMessages.type, TEST)],
        or(isNull(webhookMessages.sentAt), wanted),
      ),
    )
    .orderBy(asc(webhookMessages.madeAt), asc(webhookMessages.id))
    .limit(MOST + 1)
  const isMore = messages.length > MOST
  if (isMore && input.days > 0)
    throw new Refusal(`Of those days there are more than ${inFigures(MOST)} messages. Name fewer days.`, 'days')
  const on = { failingSince: null, disabledAt: null, disabledWhy: null }
  await verb.db.update(webhookEndpoints).set(on).where(eq(webhookEndpoints.ownerId, owner.id))
  const sent = messages.slice(0, MOST)
  for (const { id } of sent) await verb.owe(messageOf(id, owner.id))
  if (endpoint.disabledAt) await verb.record('webhook.enabled', owner.id, { store: owner.name })
  const left = isMore ? ' There are more: send again when these have arrived.' : ''
  const again = sent.length === 0 ? 'Nothing is left to send.' : `${count(sent.length, 'message')} on the way.${left}`
  return { text: `${again}${endpoint.disabledAt ? ` ${owner.name} is notified again from now on.` : ''}` }
}

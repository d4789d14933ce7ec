import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadEndpoint } from './find-endpoint.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'

export const GiveUpMessage = z.object({ message: z.string(), why: z.string(), gone: z.boolean() })

/**
 * Follows a message that is given up: where nothing has arrived since it was first tried, or the address says that it is
 * gone (410), nothing is sent there until staff turn it on again. Staff hear of it either way.
 */
export async function giveUpMessage(verb: Verb, input: z.infer<typeof GiveUpMessage>): Promise<Outcome> {
  const [message] = await verb.db.select().from(webhookMessages).where(eq(webhookMessages.id, input.message))
  const told = message && (await loadEndpoint(verb, message.ownerId))
  if (!told || told.endpoint.disabledAt) return { text: 'It is off already.' }
  const { endpoint, owner } = told
  const mine = eq(webhookEndpoints.ownerId, owner.id)
  const dead = input.gone || (endpoint.failingSince !== null && endpoint.failingSince <= dayAfter(message.madeAt))
  // The store takes others: its address is well.
  const state = dead ? { disabledAt: verb.now, disabledWhy: input.why } : { failingSince: null }
  await verb.db.update(webhookEndpoints).set(state).where(mine)
  const waiting = and(eq(webhookMessages.ownerId, owner.id), isNull(webhookMessages.sentAt))
  const fact = { store: owner.name, host: new URL(endpoint.url).host, why: input.why }
  await verb.record('webhook.given_up', owner.id, {
    ...fact,
    off: dead,
    waiting: await verb.db.$count(webhookMessages, waiting),
  })
  return { text: input.why }
}

const DAY = 86_400_000
/** A message that waited behind others is first tried a while after it was written. */
const dayAfter = (at: Date) => new Date(at.getTime() + DAY)

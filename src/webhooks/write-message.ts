import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadEndpoint } from './find-endpoint.ts'
import { webhookMessages } from './tables.ts'

export const WriteMessage = z.object({
  owner: z.string(),
  /** The same one is written once. */
  id: z.string().optional(),
  type: z.string(),
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
})

/**
 * Writes down what a store or supplier is sent, with the id under which it knows it however often it comes, and owes it.
 * Nothing where it gets no webhooks.
 */
export async function writeMessage(verb: Verb, input: z.infer<typeof WriteMessage>): Promise<Outcome> {
  const { owner: ownerId, type, at, data } = input
  if (!(await loadEndpoint(verb, ownerId))) return { text: 'It gets no webhooks.' }
  const id = `msg_${input.id ?? randomUUID()}`
  const body = JSON.stringify({ type, timestamp: at, data })
  const row = { id, ownerId, type, body, madeAt: verb.now }
  const [made] = await verb.db
    .insert(webhookMessages)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: webhookMessages.id })
  if (made) await verb.owe(messageOf(id, ownerId))
  return { text: 'It is on its way.' }
}

/** What is owed of a message. Each is sent one thing at a time. */
export const messageOf = (id: string, owner: string) => ({
  name: 'webhook.send',
  subject: id,
  queue: `webhook ${owner}`,
})

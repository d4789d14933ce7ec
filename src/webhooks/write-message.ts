import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { webhookMessages } from './tables.ts'

export const WriteMessage = z.object({
  store: z.string(),
  type: z.string(),
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
})

/** Writes down what a store is sent, with the id under which the store knows it however often it comes, and owes it. */
export async function writeMessage(verb: Verb, input: z.infer<typeof WriteMessage>): Promise<Outcome> {
  const { store: storeId, type, at, data } = input
  const id = `msg_${randomUUID()}`
  const body = JSON.stringify({ type, timestamp: at, data })
  await verb.db.insert(webhookMessages).values({ id, storeId, type, body, madeAt: verb.now })
  await verb.owe(messageOf(id, storeId))
  return { text: 'It is on its way.' }
}

/** What is owed of a message. A store is sent one thing at a time. */
export const messageOf = (id: string, store: string) => ({
  name: 'webhook.send',
  subject: id,
  queue: `webhook ${store}`,
})

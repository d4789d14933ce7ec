import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'

export const ListWebhooks = z.object({})

/** Lists the stores and suppliers that get webhooks, where, and how it goes. */
export async function listWebhooks({ db }: Verb): Promise<Outcome> {
  const name = sql<string>`coalesce(${stores.name}, ${suppliers.name})`
  const all = await db
    .select({ owner: name, endpoint: webhookEndpoints })
    .from(webhookEndpoints)
    .leftJoin(stores, eq(stores.id, webhookEndpoints.ownerId))
    .leftJoin(suppliers, eq(suppliers.id, webhookEndpoints.ownerId))
    .orderBy(asc(name))
  if (all.length === 0)
    return {
      text: 'Nobody gets webhooks. Connect a store with /webhook connect, or a supplier with /webhook supplier.',
    }
  const lines = []
  for (const { owner, endpoint } of all) {
    const waiting = and(eq(webhookMessages.ownerId, endpoint.ownerId), isNull(webhookMessages.sentAt))
    const left = await db.$count(webhookMessages, waiting)
    const state = endpoint.disabledAt ? 'off' : endpoint.failingSince ? 'failing' : 'on'
    const detail = `${new URL(endpoint.url).host} · ${left === 0 ? 'everything arrived' : `${count(left, 'message')} waiting`}`
    lines.push({ text: `${owner}: ${state}`, detail })
  }
  const card = {
    audience: 'staff',
    tone: 'neutral',
    title: 'Webhooks',
    summary: `${all.length} notified.`,
    lines,
  } as const
  return { text: `${all.length} notified by webhook.`, card }
}

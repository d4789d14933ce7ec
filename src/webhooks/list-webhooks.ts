import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { stores } from '../stores/tables.ts'
import { webhookEndpoints, webhookMessages } from './tables.ts'

export const ListWebhooks = z.object({})

/** Lists the stores that get webhooks, where, and how it goes. */
export async function listWebhooks({ db }: Verb): Promise<Outcome> {
  const all = await db
    .select({ store: stores.name, endpoint: webhookEndpoints })
    .from(webhookEndpoints)
    .innerJoin(stores, eq(stores.id, webhookEndpoints.storeId))
    .orderBy(asc(stores.name))
  if (all.length === 0) return { text: 'No store gets webhooks. Connect one with /webhook connect.' }
  const lines = []
  for (const { store, endpoint } of all) {
    const waiting = and(eq(webhookMessages.storeId, endpoint.storeId), isNull(webhookMessages.sentAt))
    const left = await db.$count(webhookMessages, waiting)
    const state = endpoint.disabledAt ? 'off' : endpoint.failingSince ? 'failing' : 'on'
    const detail = `${new URL(endpoint.url).host} · ${left === 0 ? 'everything arrived' : `${count(left, 'message')} waiting`}`
    lines.push({ text: `${store}: ${state}`, detail })
  }
  const card = {
    audience: 'staff',
    tone: 'neutral',
    title: 'Webhooks',
    summary: count(all.length, 'store'),
    lines,
  } as const
  return { text: `${count(all.length, 'store')} notified by webhook.`, card }
}

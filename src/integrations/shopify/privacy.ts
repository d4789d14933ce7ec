import { z } from 'zod'
import type { Ask, Delivery } from '../../kernel/asking/command.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import { text } from '../../kernel/shapes/lenient.ts'
import { bare } from './payload.ts'
import { readStore } from './read.ts'
import type { Topic } from './topics.ts'

const ids = z
  .array(text)
  .nullish()
  .transform(all => (all ?? []).flatMap(id => (id ? [bare(id) ?? id] : [])))
const Body = z.object({
  shop_domain: z.string().nullish(),
  customer: z.object({ email: text, phone: text }).nullish(),
  orders_to_redact: ids,
  orders_requested: ids,
  data_request: z.object({ id: text }).nullish(),
})

/**
 * Does what the law on privacy has Shopify ask of apps: shopify.dev/docs/apps/build/compliance/privacy-law-compliance.
 * @returns what to answer; null where the body is another shop's, or none of these.
 */
export async function takePrivacy(
  ask: Ask,
  told: { topic: string; payload: unknown; shop: string; actor: Actor; delivery: Delivery },
): Promise<string | null> {
  const { payload, shop, actor, delivery } = told
  const { data } = Body.safeParse(payload)
  if (!data || (data.shop_domain ?? shop).toLowerCase() !== shop) return null
  const store = readStore(shop)
  const reach = { email: data.customer?.email ?? null, phone: data.customer?.phone ?? null }
  const asked = () => {
    switch (told.topic as Topic) {
      case 'customers/redact':
        return ask('customer.redact', { store, orders: data.orders_to_redact, ...reach }, actor, delivery)
      case 'customers/data_request': {
        const request = data.data_request?.id ?? null
        return ask('customer.request', { store, orders: data.orders_requested, request }, actor, delivery)
      }
      default:
        return ask('customer.redact-store', { store }, actor, delivery)
    }
  }
  return (await asked()).outcome ?? 'done'
}

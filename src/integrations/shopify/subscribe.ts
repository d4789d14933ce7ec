import type { StoreLink } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { Admin } from './admin/client.ts'
import { Declined } from './admin/declined.ts'
import { SUBSCRIBE, SUBSCRIPTIONS, type Subscription, UNSUBSCRIBE } from './admin/documents/webhooks.ts'
import { isPrivacy, OLD_RISK, TOPICS } from './topics.ts'

/** Where Shopify's webhooks come in. */
export const PATH = '/webhooks/shopify'

const wanted = Object.keys(TOPICS).filter(topic => topic !== OLD_RISK && !isPrivacy(topic))
/** `ORDERS_CREATE` of `orders/create`. */
const enumOf = (topic: string) => topic.replace('/', '_').toUpperCase()

/**
 * Makes Shopify send what Waybill takes. After eight failures in a row Shopify drops a webhook by itself and says nothing, so
 * this is asked again every day.
 * @returns the topics that were made.
 * @throws Refusal with Shopify's words for what it does not send.
 */
export async function subscribe(admin: Admin, link: StoreLink, at: string): Promise<readonly string[]> {
  const uri = new URL(PATH, at).href
  if (!uri.startsWith('https://'))
    throw new Refusal('Shopify sends only to https. Set `PUBLIC_URL` to such an address.')
  const there = await readSubscriptions(admin)
  // Others that share the app have webhooks of their own.
  const before = link.notes.webhooks
  for (const one of there) if (one.uri === before && one.uri !== uri) await admin.change(UNSUBSCRIBE, { id: one.id })
  const has = new Set(there.filter(one => one.uri === uri).map(({ topic }) => topic))
  const made: string[] = []
  const refused: string[] = []
  for (const topic of wanted.filter(topic => !has.has(enumOf(topic)))) {
    try {
      await admin.change(SUBSCRIBE, { topic: enumOf(topic), uri })
      made.push(topic)
    } catch (error) {
      if (!(error instanceof Declined)) throw error
      refused.push(`${topic}: ${error.message}`)
    }
  }
  await link.note({ webhooks: uri })
  if (refused.length > 0) throw new Refusal(`Shopify doesn’t send everything to Waybill. ${refused.join(' ')}`)
  return made
}

/** Takes back what `subscribe` made. */
export async function unsubscribe(admin: Admin, { notes }: StoreLink): Promise<void> {
  for (const one of await readSubscriptions(admin))
    if (one.uri === notes.webhooks) await admin.change(UNSUBSCRIBE, { id: one.id })
}

async function readSubscriptions(admin: Admin): Promise<Subscription[]> {
  const all: Subscription[] = []
  for (let after: string | null = null; ; ) {
    const { webhookSubscriptions: page }: Awaited<ReturnType<typeof read>> = await read(admin, after)
    all.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return all
    after = page.pageInfo.endCursor
  }
}

const read = (admin: Admin, after: string | null) => admin.ask(SUBSCRIPTIONS, { after })

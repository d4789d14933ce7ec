import { createHash } from 'node:crypto'
import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import type { StoreLink } from '../../kernel/shapes/storefront.ts'
import type { Call } from './client.ts'
import { openStore } from './connection.ts'
import { webhookSecret } from './credentials.ts'
import { TOPICS } from './topics.ts'

const Webhooks = z.array(z.object({ id: z.number(), topic: text, status: text, delivery_url: text }))
type Webhook = z.output<typeof Webhooks>[number]

/**
 * Makes a store's webhooks, and switches on again what WooCommerce switched off. One that the owner paused stays so.
 * @param at our own public address.
 * @returns the topics that were made or switched on.
 */
export async function subscribe(link: StoreLink, at: string): Promise<readonly string[]> {
  const call = await openStore(link)
  const delivery_url = `${at}/webhooks/woocommerce/${link.address}`
  const ours = (await webhooksOf(call)).filter(one => one.delivery_url === delivery_url)
  const secret = webhookSecret(link)
  const mark = createHash('sha256').update(secret).digest('hex').slice(0, 12)
  const isOurSecret = link.notes.webhooksSignedWith === mark
  const healed: string[] = []
  for (const topic of Object.keys(TOPICS)) {
    const known = ours.find(one => one.topic === topic)
    const isOff = known?.status === 'disabled'
    if (!known)
      await call('POST', 'wc/v3/webhooks', { body: { name: `Waybill: ${topic}`, topic, delivery_url, secret } })
    else if (isOff || !isOurSecret)
      await call('PUT', `wc/v3/webhooks/${known.id}`, { body: { secret, ...(isOff && { status: 'active' }) } })
    if (!known || isOff) healed.push(topic)
  }
  if (!isOurSecret) await link.note({ webhooksSignedWith: mark })
  return healed
}

/** Takes away the webhooks that deliver to us. */
export async function unsubscribe(link: StoreLink): Promise<void> {
  const call = await openStore(link)
  const ours = (await webhooksOf(call)).filter(one =>
    one.delivery_url?.endsWith(`/webhooks/woocommerce/${link.address}`),
  )
  for (const { id } of ours) await call('DELETE', `wc/v3/webhooks/${id}`, { query: { force: true } })
}

/** All webhooks of a store. @throws Refusal where the key's user may not see them. */
export async function webhooksOf(call: Call): Promise<readonly Webhook[]> {
  const all: Webhook[] = []
  for (let page = 1; ; page++) {
    const { body, total } = await call('GET', 'wc/v3/webhooks', { query: { per_page: 100, page } })
    const found = Webhooks.parse(body)
    all.push(...found)
    if (found.length === 0 || all.length >= (total ?? 0)) return all
  }
}

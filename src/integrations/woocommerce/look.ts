import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import type { StoreFacts, StoreLink } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { findKeeping, nameOfKeeping } from './books/find-book.ts'
import type { Call } from './client.ts'
import { reach } from './connection.ts'
import { textOfHtml } from './html.ts'
import { webhooksOf } from './subscribe.ts'
import { checkFilter } from './walk.ts'

/**
 * Looks at everything that Waybill needs of a shop: a way in, the right to write, changes by time, webhooks, and what keeps
 * its tracking numbers.
 * @throws Refusal where the shop does not let us in.
 */
export async function look(link: StoreLink, now: Date): Promise<StoreFacts> {
  const { call } = await reach(link)
  const keeping = await findKeeping(call)
  await link.note({ keeping })
  const findings = [
    { well: true, what: `Tracking numbers go to ${nameOfKeeping(keeping)}.` },
    // It makes nothing, and is refused to a key that may only read.
    ...(await troubleOf(() => call('POST', 'wc/v3/orders/batch', { body: {} }))),
    ...(await troubleOf(() => checkFilter(call, link.address, now))),
    ...(await troubleOf(() => mustNotBePaused(call, link))),
  ]
  return { name: await nameOf(call, link), findings }
}

const Site = z.object({ name: text })

async function nameOf(call: Call, link: StoreLink): Promise<string> {
  const { body } = await call('GET', '', { query: { _fields: 'name' } })
  return textOfHtml(Site.parse(body).name) ?? link.address
}

async function mustNotBePaused(call: Call, { address }: StoreLink): Promise<void> {
  const ours = (await webhooksOf(call)).filter(one => one.delivery_url?.endsWith(`/webhooks/woocommerce/${address}`))
  if (ours.some(({ status }) => status === 'paused'))
    throw new Refusal(
      'Somebody paused its webhooks. Set them to Active in WooCommerce → Settings → Advanced → Webhooks.',
    )
}

/** What people must set right is a finding, and does not keep us from looking further. */
async function troubleOf(check: () => Promise<unknown>): Promise<StoreFacts['findings']> {
  try {
    await check()
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ well: false, what: error.message }]
  }
}

import type { Storefront, StoreLink, Walk } from '../../kernel/shapes/storefront.ts'
import { openStore } from './connection.ts'
import { countOrders } from './count.ts'
import { readCredentials } from './credentials.ts'
import { fulfil } from './fulfil.ts'
import { handOut } from './hand-out.ts'
import { look } from './look.ts'
import { OWN_SETTINGS, settingsOf, type WooSettings } from './own-settings.ts'
import { askForRefunds, reportOf } from './report.ts'
import { subscribe, unsubscribe } from './subscribe.ts'
import { checkFilter, walkOrders } from './walk.ts'

type Parts = WooSettings & { now: () => Date }

/** What Waybill does at a WooCommerce shop that its owner connected. */
export function wooStorefront({ now, ...all }: Parts): Storefront {
  return {
    read: readCredentials,
    handOut,
    settings: OWN_SETTINGS,
    // Stores that keep orders in tables of their own lead on from there to where they are.
    orderPage: address => `https://${address}/wp-admin/post.php?post={id}&action=edit`,
    look: link => look(link, now()),
    // WooCommerce sends a webhook once, and switches it off after some failures.
    hasWeakWebhooks: true,
    subscribe,
    leave: unsubscribe,
    async fulfil(link, order, steps) {
      return fulfil({ call: await openStore(link), link, steps, ...settingsOf(link, all) }, order)
    },
    async readOrder(link, order) {
      const call = await openStore(link)
      const { body } = await call('GET', `wc/v3/orders/${encodeURIComponent(order)}`)
      const refunds = await askForRefunds(call, body)
      return reportOf(body, { site: link.address, statuses: settingsOf(link, all).statuses, at: now(), refunds })
    },
    walk: (link, walk) => walkStore(link, walk, { ...settingsOf(link, all), now }),
    async count(link, span) {
      return { orders: await countOrders(await openStore(link), span, settingsOf(link, all).statuses), exact: true }
    },
  }
}

/** All that changed, and what was put into the trash, which the first walk leaves out. */
async function walkStore(link: StoreLink, walk: Walk, { statuses, now }: Omit<Parts, 'note'>): Promise<void> {
  const call = await openStore(link)
  if (!link.notes.knowsChanges) {
    await checkFilter(call, link.address, now())
    await link.note({ knowsChanges: true })
  }
  for (const status of ['any', 'trash'])
    await walkOrders(call, walk, [status], async rows => {
      const reported = []
      for (const row of rows) {
        const refunds = await askForRefunds(call, row)
        reported.push(reportOf(row, { site: link.address, statuses, at: now(), refunds }))
      }
      await walk.page(reported.filter(one => one !== null))
    })
}

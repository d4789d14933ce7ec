import { subDays } from 'date-fns/subDays'
import type { Log } from '../../kernel/ground/log.ts'
import type { Storefront, StoreLink } from '../../kernel/shapes/storefront.ts'
import type { App } from './admin/ask-for-token.ts'
import { type Admin, openAdmin } from './admin/client.ts'
import { COUNT_ORDERS } from './admin/documents/orders.ts'
import { addEvent } from './asked/add-event.ts'
import { cancelAtShopify } from './asked/cancel-at-shopify.ts'
import { holdAtShopify, readHoldsOfOthers, releaseAtShopify } from './asked/hold-at-shopify.ts'
import { offerRefund, refundAtShopify } from './asked/refund-at-shopify.ts'
import { bringReturn, readStoreReturn } from './asked/return-at-shopify.ts'
import { setDeadline } from './asked/set-deadline.ts'
import { accessOf, readCredentials } from './credentials.ts'
import { fulfilAtShopify } from './fulfilling/fulfil-at-shopify.ts'
import { handOut } from './hand-out.ts'
import { look } from './look.ts'
import { subscribe, unsubscribe } from './subscribe.ts'
import { readOneOrder, walkOrders } from './walk.ts'

/** Without this scope an app is shown orders of so many days. https://shopify.dev/docs/api/usage/access-scopes */
const READ_ALL = 'read_all_orders'
const SHOWN_DAYS = 60
const WHY_SHOWN = `Shopify shows Waybill the orders of the last ${SHOWN_DAYS} days only. To count further back, give the app the scope ${READ_ALL}.`

const scopesOf = ({ notes }: StoreLink) => (Array.isArray(notes.scopes) ? notes.scopes : [])

/** The app that stores of others install: the first secret is the one in use, each signs. */
export type ShopifyApp = App & { secrets: readonly string[] }

type Parts = {
  log: Log
  now: () => Date
  /** A store of our own on this machine, instead of Shopify. */
  base?: string | undefined
  app?: ShopifyApp | null
}

/** What can be done at Shopify stores. */
export function shopifyStorefront({ log, now, base, app = null }: Parts): Storefront {
  const open = new Map<string, { secrets: string; admin: Admin }>()

  /** One for each store, as long as its secrets are the same: it keeps the store's queue and its token. */
  function adminOf(link: StoreLink): Admin {
    const secrets = JSON.stringify(link.secrets)
    const known = open.get(link.store)
    if (known?.secrets === secrets) return known.admin
    const store = { domain: link.address, access: accessOf(link, app), base: base ?? null }
    const admin = openAdmin(store, log, () => now().getTime())
    open.set(link.store, { secrets, admin })
    return admin
  }

  return {
    read: readCredentials,
    ...(app && { handOut }),
    orderPage: address => `https://${address}/admin/orders/{id}`,
    look: link => look(adminOf(link), link),
    subscribe: (link, at) => subscribe(adminOf(link), link, at),
    leave: link => unsubscribe(adminOf(link), link),
    fulfil: (link, order, steps) => fulfilAtShopify(adminOf(link), link.notifiesCustomers, order, steps),
    setDeadline: (link, order, shipBy) => setDeadline(adminOf(link), order, shipBy),
    readHolds: (link, part) => readHoldsOfOthers(adminOf(link), part),
    hold: (link, order, hold) => holdAtShopify(adminOf(link), order, hold),
    release: (link, order) => releaseAtShopify(adminOf(link), order),
    addEvent: (link, event) => addEvent(adminOf(link), event),
    offerRefund: (link, asked) => offerRefund(adminOf(link), asked),
    refund: (link, refund) => refundAtShopify(adminOf(link), refund),
    readReturn: (link, id) => readStoreReturn(adminOf(link), id),
    tellReturn: (link, wanted) => bringReturn(adminOf(link), wanted),
    cancel: (link, cancellation) => cancelAtShopify(adminOf(link), cancellation),
    walk: (link, walk) => walkOrders(adminOf(link), walk),
    readOrder: (link, order) => readOneOrder(adminOf(link), order),
    showsSince: (link, at) =>
      scopesOf(link).includes(READ_ALL) ? null : { since: subDays(at, SHOWN_DAYS), why: WHY_SHOWN },
    async count(link, { since, until }) {
      const query = `created_at:>='${since.toISOString()}' created_at:<'${until.toISOString()}'`
      const { ordersCount } = await adminOf(link).ask(COUNT_ORDERS, { query })
      return { orders: ordersCount?.count ?? 0, exact: ordersCount?.precision === 'EXACT' }
    },
  }
}

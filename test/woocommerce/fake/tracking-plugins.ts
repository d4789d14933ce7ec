import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { wrong } from './answer.ts'
import { setMeta } from './orders.ts'
import type { FakeOrder, Json, Shop } from './shop.ts'

const KEY = '_wc_shipment_tracking_items'
type Item = {
  tracking_id: string
  tracking_provider: string
  custom_tracking_provider: string
  tracking_number: string
} & Json

/**
 * `shipment-trackings` of WooCommerce Shipment Tracking and of Advanced Shipment Tracking (AST). Both keep a list in the
 * order's meta, give every entry an id of its own, and add as often as they are asked to.
 */
export function trackingsApi(shop: Shop, isAst: boolean): Hono {
  const app = new Hono()
  const itemsOf = (order: FakeOrder) => (shop.metaOf(order, KEY)?.value ?? []) as Item[]
  const keep = (order: FakeOrder, value: Item[]) => {
    setMeta(shop, order, { key: KEY, value })
    shop.touch(order)
  }
  const find = (id: string | undefined) => shop.orders.get(Number(id))
  const invalid = (c: Context) => wrong(c, 404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.')
  const shown = (item: Item) => ({
    tracking_id: item.tracking_id,
    tracking_provider: item.custom_tracking_provider || item.tracking_provider,
    tracking_link: item.custom_tracking_link ?? '',
    tracking_number: item.tracking_number,
    // AST writes the date as the site shows dates.
    date_shipped: isAst ? 'November 29, 2026' : '2026-11-29',
  })

  app.get('/', c => {
    const order = find(c.req.param('order'))
    return order ? c.json(itemsOf(order).map(shown)) : invalid(c)
  })
  app.post('/', async c => {
    const body = (await c.req.json()) as Json
    if (body.tracking_id)
      return wrong(
        c,
        400,
        'woocommerce_rest_shop_order_shipment_tracking_exists',
        'Cannot create existing order shipment tracking.',
      )
    if (!body.tracking_number)
      return wrong(c, 400, 'rest_missing_callback_param', 'Missing parameter(s): tracking_number')
    const id = c.req.param('order')
    const named = [...shop.orders.values()].find(one => one.number === id)
    const order = isAst && shop.setup.renumbers ? (named ?? find(id)) : find(id)
    if (!order) return invalid(c)
    const number = String(body.tracking_number)
    if (isAst && /[^a-z0-9- ]/i.test(number))
      return wrong(c, 404, 'woocommerce_rest_order_invalid_id', 'Special character not allowd in tracking number')
    const item: Item = {
      tracking_id: createHash('md5').update(`${number}${shop.nextId()}`).digest('hex'),
      tracking_provider: String(body.tracking_provider ?? ''),
      custom_tracking_provider: String(body.custom_tracking_provider ?? ''),
      custom_tracking_link: String(body.custom_tracking_link ?? ''),
      tracking_number: number,
      date_shipped: Date.parse(String(body.date_shipped)) / 1_000,
    }
    keep(order, [...(isAst && body.replace_tracking === 1 ? [] : itemsOf(order)), item])
    if (isAst && body.status_shipped === 1) shop.setStatus(order, 'completed')
    return c.json(shown(item), 201)
  })
  app.delete('/:id{[a-fA-F0-9]{0,32}}', c => {
    const order = find(c.req.param('order'))
    if (!order) return invalid(c)
    const item = itemsOf(order).find(one => one.tracking_id === c.req.param('id'))
    if (!item)
      return wrong(c, 404, 'woocommerce_rest_order_shipment_tracking_invalid_id', 'Invalid shipment tracking ID.')
    keep(
      order,
      itemsOf(order).filter(one => one !== item),
    )
    return c.json(shown(item))
  })
  return app
}

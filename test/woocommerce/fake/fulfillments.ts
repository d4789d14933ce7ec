import { type Context, Hono } from 'hono'
import { wrong } from './answer.ts'
import type { Fulfillment, Json, Meta, Shop } from './shop.ts'

/**
 * Core's order fulfillments. Not idempotent; an update deletes the meta whose keys it does not name; every error is 400.
 * https://github.com/woocommerce/woocommerce/tree/trunk/plugins/woocommerce/src/Admin/Features/Fulfillments
 */
export function fulfillmentsApi(shop: Shop): Hono {
  const app = new Hono()
  const orderOf = (c: Context) => shop.orders.get(Number(c.req.param('order')))
  const find = (c: Context) =>
    shop.fulfillments.find(one => one.id === Number(c.req.param('id')) && one.order === orderOf(c)?.id)
  const raw = ({ order, deleted, ...one }: Fulfillment) => ({
    ...one,
    ...{ entity_type: 'WC_Order', entity_id: String(order), date_deleted: deleted ? shop.times()[0] : null },
  })
  app.use('*', async (c, next) =>
    orderOf(c) ? next() : wrong(c, 404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.'),
  )
  app.get('/', c => c.json(shop.fulfillments.filter(one => one.order === orderOf(c)?.id && !one.deleted).map(raw)))
  app.post('/', async c => {
    const body = (await c.req.json()) as Json
    if (!Array.isArray(body.meta_data))
      return wrong(c, 400, 'rest_missing_callback_param', 'Missing parameter(s): meta_data')
    const meta = (body.meta_data as Meta[]).map(({ key, value }) => ({ id: shop.nextId(), key, value }))
    const made = {
      id: shop.nextId(),
      order: Number(c.req.param('order')),
      deleted: false,
      ...stateOf(body),
      meta_data: meta,
    }
    const error = wrongItems(made)
    if (error) return wrong(c, 400, '0', error)
    if (made.is_fulfilled) dated(shop, made)
    shop.fulfillments.push(made)
    touch(shop, made)
    if (made.is_fulfilled && body.notify_customer === true) shop.mail(made.order, 'fulfillment', numberOf(made))
    return c.json(raw(made), 201)
  })
  app.put('/:id{\\d+}', async c => {
    const one = find(c)
    if (!one || one.deleted) return wrong(c, 400, '0', 'Invalid fulfillment ID.')
    const body = (await c.req.json()) as Json & { meta_data?: Meta[] }
    if (!body.meta_data) return wrong(c, 400, 'rest_missing_callback_param', 'Missing parameter(s): meta_data')
    const next = {
      ...one,
      ...stateOf({ ...one, ...body }),
      meta_data: body.meta_data.map(meta => ({ ...meta, id: shop.nextId() })),
    }
    const error = wrongItems(next)
    if (error) return wrong(c, 400, '0', error)
    Object.assign(one, next)
    if (one.is_fulfilled) dated(shop, one)
    touch(shop, one)
    if (one.is_fulfilled && body.notify_customer === true) shop.mail(one.order, 'fulfillment updated', numberOf(one))
    return c.json(raw(one))
  })
  app.delete('/:id{\\d+}', c => {
    const one = find(c)
    if (!one) return wrong(c, 400, '0', 'Invalid fulfillment ID.')
    one.deleted = true
    touch(shop, one)
    return c.json({ message: 'Fulfillment deleted successfully.' })
  })
  return app
}

const stateOf = ({ status }: Json) => {
  const known = status === 'fulfilled' ? 'fulfilled' : 'unfulfilled'
  return { status: known, is_fulfilled: known === 'fulfilled' }
}
const numberOf = ({ meta_data }: Fulfillment) =>
  String(meta_data.find(({ key }) => key === '_tracking_number')?.value ?? '')

function touch(shop: Shop, { order }: Fulfillment): void {
  const one = shop.orders.get(order)
  if (one) shop.touch(one)
}

function dated(shop: Shop, one: Fulfillment): void {
  if (!one.meta_data.some(({ key }) => key === '_date_fulfilled'))
    one.meta_data.push({ id: shop.nextId(), key: '_date_fulfilled', value: shop.times()[0] })
}

function wrongItems({ meta_data }: Fulfillment): string | null {
  const items = meta_data.find(({ key }) => key === '_items')?.value
  if (!items || (Array.isArray(items) && items.length === 0)) return 'The fulfillment should contain at least one item.'
  if (!Array.isArray(items)) return 'The fulfillment items should be an array.'
  const isRight = ({ item_id, qty }: Json) =>
    Number.isInteger(item_id) && typeof qty === 'number' && Number(item_id) > 0 && qty > 0
  return items.every(isRight) ? null : 'Invalid item.'
}

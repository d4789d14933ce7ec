import { Hono } from 'hono'
import { unknownIn, wrong } from './answer.ts'
import { listOrders } from './listing.ts'
import type { FakeOrder, Json, Meta, Shop } from './shop.ts'

/** `wc/v3/orders`, with notes and refunds. */
export function ordersApi(shop: Shop): Hono {
  const app = new Hono()
  const find = (id: string) => shop.orders.get(Number(id))
  const missing = 'woocommerce_rest_shop_order_invalid_id'
  app.get('/', c => listOrders(c, shop))
  app.post('/batch', async c => {
    const body = (await c.req.json()) as Json
    if (Object.values(body).flat().length > 0) return wrong(c, 400, 'fake_batch', 'The fake makes no orders.')
    return c.json({})
  })
  app.get('/:id{\\d+}', c => {
    const order = find(c.req.param('id'))
    return order ? c.json(order) : wrong(c, 404, missing, 'Invalid ID.')
  })
  app.put('/:id{\\d+}', async c => {
    const order = find(c.req.param('id'))
    if (!order) return wrong(c, 400, missing, 'Invalid ID.')
    const body = (await c.req.json()) as { status?: string; meta_data?: Partial<Meta>[] }
    const unknown = unknownIn(body, ['status', 'meta_data'])
    if (unknown.length > 0) return wrong(c, 400, 'fake_unknown_field', unknown.join(', '))
    for (const meta of body.meta_data ?? []) setMeta(shop, order, meta)
    if (body.meta_data) shop.touch(order)
    if (body.status) shop.setStatus(order, body.status)
    return c.json(order)
  })
  app.get('/:id{\\d+}/refunds', c => c.json(shop.refunds.get(Number(c.req.param('id'))) ?? []))
  app.get('/:id{\\d+}/notes', c => {
    const type = c.req.query('type') ?? 'any'
    const notes = shop.notes.get(Number(c.req.param('id'))) ?? []
    return c.json(notes.filter(one => type === 'any' || one.customer_note === (type === 'customer')))
  })
  app.post('/:id{\\d+}/notes', async c => {
    const order = find(c.req.param('id'))
    if (!order) return wrong(c, 404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.')
    const { note, customer_note = false, ...rest } = (await c.req.json()) as Json
    if (typeof note !== 'string' || !note)
      return wrong(c, 400, 'rest_missing_callback_param', 'Missing parameter(s): note')
    if (Object.keys(rest).length > 0) return wrong(c, 400, 'fake_unknown_field', Object.keys(rest).join(', '))
    const made = { id: shop.nextId(), note, customer_note: customer_note === true }
    shop.notes.set(order.id, [made, ...(shop.notes.get(order.id) ?? [])])
    // A note for the customer is mailed at once, each time.
    if (made.customer_note) shop.mail(order.id, 'note', note)
    return c.json(made, 201)
  })
  return app
}

/** By its id, else by its key; one that is new is added. */
export function setMeta(shop: Shop, order: FakeOrder, { id, key, value }: Partial<Meta>): void {
  const old = order.meta_data.find(one => (id ? one.id === id : one.key === key))
  if (old) old.value = value
  else if (key) order.meta_data.push({ id: shop.nextId(), key, value })
}

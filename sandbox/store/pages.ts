import { Hono } from 'hono'
import { html } from 'hono/html'
import type { FakeOrder } from '../../test/shopify/fake/order.ts'
import { page } from '../page.ts'
import type { OpenStore } from './open-store.ts'

/** The store: a customer orders, and sees what the store knows of it. */
export function storePages(store: OpenStore): Hono {
  const app = new Hono()
  app.get('/', c => {
    const orders = [...store.shop.orders.values()].reverse()
    const body = html`<form method="post" action="/store/order">${Object.entries(store.sells).map(
      ([sku, { title, price }]) =>
        html`<label>${title}, $${(price / 100).toFixed(2)} <input type="number" name="${sku}" min="0" max="20" value="${sku === 'BULB' ? 0 : 1}"></label>`,
    )}<p><button class="primary">Order</button></p></form>
<div id="room">${orders.length === 0 ? html`<p>Nobody has ordered yet.</p>` : html`<table><tr><th>Order</th><th>Of</th><th>Shipped</th></tr>${orders.map(row)}</table>`}</div>`
    return c.html(page({ title: 'North Coast, a store at Shopify', said: c.req.query('said'), body }))
  })
  app.post('/order', async c => {
    const asked = await c.req.parseBody()
    const pieces = Object.fromEntries(Object.keys(store.sells).map(sku => [sku, Number(asked[sku]) || 0]))
    if (Object.values(pieces).every(count => count <= 0)) return c.redirect('/store?said=Choose+something+first.')
    const { name } = store.place(pieces)
    return c.redirect(`/store?said=${encodeURIComponent(`Order ${name} is placed.`)}`)
  })
  return app
}

const row = (order: FakeOrder) => html`<tr><td>${order.name}</td>
<td>${order.lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')}</td>
<td>${order.shipped.map(one => one.numbers.join(', ')).join(', ') || 'not yet'}</td></tr>`

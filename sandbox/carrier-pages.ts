import { Hono } from 'hono'
import { html } from 'hono/html'
import { Webhook } from 'standardwebhooks'
import { page } from './page.ts'
import type { OpenStore } from './store/open-store.ts'

type Around = { store: OpenStore; waybill: string; secret: string }

const SCANS = {
  scan: {
    label: 'Scan',
    tag: 'InTransit',
    detail: 'accepted',
    words: 'Accepted at the depot',
    place: 'Shenzhen',
    country: 'CN',
  },
  move: { label: 'On its way', tag: 'InTransit', detail: null, words: 'Departed', place: 'Anchorage', country: 'US' },
  deliver: {
    label: 'Deliver',
    tag: 'Delivered',
    detail: null,
    words: 'Left at the door',
    place: 'Boston',
    country: 'US',
  },
} as const

/** A carrier’s desk: what is done with a parcel goes to Waybill’s door for scans, signed. */
export function carrierPages({ store, waybill, secret }: Around): Hono {
  const app = new Hono()
  const said = new Map<string, string[]>()
  app.get('/', c => {
    const numbers = [...store.shop.orders.values()].flatMap(order =>
      order.shipped.flatMap(one => one.numbers.map(number => ({ order: order.name, number }))),
    )
    const row = ({ order, number }: { order: string; number: string }) => html`<tr><td>${order}</td><td>${number}</td>
<td>${(said.get(number) ?? []).join(', ')}</td><td>${Object.entries(SCANS).map(
      ([
        key,
        { label },
      ]) => html`<form method="post" action="/carrier/${key}"><input type="hidden" name="number" value="${number}">
<button>${label}</button></form>`,
    )}</td></tr>`
    const body = numbers.length
      ? html`<div id="room"><table><tr><th>Order</th><th>Number</th><th>So far</th><th></th></tr>${numbers.map(row)}</table></div>`
      : html`<div id="room"><p>No parcel yet. One is here as soon as a supplier has added its number.</p></div>`
    return c.html(page({ title: 'The carrier', said: c.req.query('said'), body }))
  })
  app.post('/:what', async c => {
    const { number } = await c.req.parseBody<{ number: string }>()
    const scan = Object.entries(SCANS).find(([key]) => key === c.req.param('what'))?.[1]
    if (!scan) return c.notFound()
    const { label, tag, detail, words, place, country } = scan
    const at = new Date()
    const told = { number, tag, detail, words, place, country, at: at.toISOString() }
    const body = JSON.stringify({ schema: '2026-11', scans: [told] })
    const id = `scan-${at.getTime()}`
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    }
    const answer = await fetch(`${waybill}/carrier/events`, { method: 'POST', headers, body })
    if (answer.ok) said.set(number, [...(said.get(number) ?? []), label])
    return c.redirect(`/carrier${answer.ok ? '' : `?said=${encodeURIComponent(await answer.text())}`}`)
  })
  return app
}

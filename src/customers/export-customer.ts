import { eq, inArray } from 'drizzle-orm'
import { html } from 'hono/html'
import { z } from 'zod'
import { drawTable, type Markup, page, section } from '../exports/page.ts'
import { inUtc } from '../exports/stamp.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { keepAttached } from '../kernel/ground/keep-file.ts'
import { attachedFiles } from '../kernel/ground/load-file.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { MOST_ATTACHED } from '../kernel/shapes/card.ts'
import { money } from '../kernel/words/money.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, list } from '../kernel/words/text.ts'
import { findOrderId, linesOf } from '../orders/load-order.ts'
import { ordersOfCustomer } from '../orders/orders-of-customer.ts'
import { type Order, orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { filesOfOrder } from './forget-files.ts'
import { type KnownRows, readKnown } from './read-known.ts'
import { scopeOfOrder } from './scope-of-order.ts'

export const ExportOrder = z.object({
  order: z.string().min(1),
  /** Other orders of the same customer. */
  others: z.array(z.string()).default([]),
})
export const ExportCustomer = z.object({ email: z.string().trim().min(3) })

type Exported = {
  order: Order
  store: string
  lines: readonly object[]
  held: readonly KnownRows[]
  files: readonly string[]
}

/** All that is known of an order's customer, as files for them: only who asks is given them. */
export async function exportOrder(verb: Verb, input: z.infer<typeof ExportOrder>): Promise<Outcome> {
  const ids: string[] = []
  for (const named of [input.order, ...input.others]) ids.push(await findOrderId(verb.db, named))
  return exportOrders(verb, ids)
}

/** The same of all orders of an e-mail address. */
export async function exportCustomer(verb: Verb, { email }: z.infer<typeof ExportCustomer>): Promise<Outcome> {
  const found = await ordersOfCustomer(verb.db, email)
  if (found.length === 0) throw new Refusal('No order here has that e-mail address.', 'email')
  return exportOrders(
    verb,
    found.map(({ order }) => order.id),
  )
}

async function exportOrders(verb: Verb, ids: readonly string[]): Promise<Outcome> {
  const all: Exported[] = []
  const rows = await verb.db
    .select({ order: orders, store: stores.name })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(inArray(orders.id, [...ids]))
    .orderBy(orders.placedAt)
  for (const { order, store } of rows) {
    const scope = await scopeOfOrder(verb.db, order)
    const lines = (await linesOf(verb.db, order.id)).map(({ sku, title, quantity }) => ({ sku, title, quantity }))
    const files = await filesOfOrder(verb.db, scope)
    all.push({ order, store, lines, held: await readKnown(verb.db, scope), files })
    await verb.record('order.exported', order.id, { number: order.number })
  }
  const numbers = all.map(({ order }) => order.number)
  const name = `customer-${numbers.join('-')}`.slice(0, 60)
  const json = new TextEncoder().encode(`${JSON.stringify(all.map(written), null, 2)}\n`)
  const made = [
    { name: `${name}.html`, bytes: await drawn(verb, all) },
    { name: `${name}.json`, bytes: json },
  ]
  const kept = []
  for (const file of made) kept.push(await keepAttached(verb.db, file, verb.now))
  const theirs = await attachedFiles(verb.db, [...new Set(all.flatMap(({ files }) => files))])
  const along = theirs.slice(0, MOST_ATTACHED - kept.length).map(({ file, name }) => ({ file, name }))
  const left = theirs.length - along.length
  const more = left > 0 ? ` ${count(left, 'file')} more did not fit here: see the threads of its cases.` : ''
  const summary = `All that Waybill knows of the customer of ${list(numbers)}, as a page and as JSON.`
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: 'neutral', title: `The customer’s data of ${list(numbers)}`, summary },
      files: [...kept, ...along],
      context: `Only you see this. Download it within two days; the story of each order shows that you made it.${more}`,
    },
  }
}

function written({ order, store, lines, held }: Exported) {
  const { number, placedAt, currency, paidMinor, refundedMinor } = order
  const what = Object.fromEntries(held.map(({ table, rows }) => [table, rows]))
  return { number, store, placedAt, currency, paidMinor, refundedMinor, lines, known: what }
}

async function drawn({ now }: Verb, all: readonly Exported[]): Promise<Uint8Array> {
  const numbers = list(all.map(({ order }) => order.number))
  const head = { kind: 'Personal data', title: `Orders ${numbers}`, about: 'All that is known about you.', state: '' }
  return page(head, [...all.map(drawOrder), html`<footer>Made ${inUtc(now)}.</footer>`])
}

function drawOrder({ order, store, lines, held }: Exported): Markup {
  const zone = staffZone()
  const about = `${store}, placed ${inUtc(order.placedAt)}, ${money(order.paidMinor, order.currency)}`
  const rows = lines.map(line => Object.values(line).map(value => String(value ?? '')))
  return html`${section(`Order ${order.number}`, html`<p>${about}</p>${drawTable(['SKU', 'Item', 'Pieces'], rows, zone)}`)}
${held.map(({ table, rows }) => section(table.replaceAll('_', ' '), drawTable(['What', 'Value'], rows.flatMap(valuesOf), zone)))}`
}

/** A row of a table as lines of a name and a value. */
function valuesOf(row: object): readonly (readonly [string, string])[] {
  return Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value instanceof Date ? inUtc(value) : JSON.stringify(value),
  ])
}

import { html } from 'hono/html'
import { money } from '../kernel/words/money.ts'
import type { CaseRecord } from './case-record.ts'
import { drawTable, facts, type Markup } from './page.ts'
import { priceEach, productWords, replacementWords, STRIPE_FILES, type StripeFields } from './stripe-fields.ts'

/** What is still to be added, for staff’s eyes: it is not printed. */
export function drawLacks(lacks: readonly string[]): Markup {
  return html`<div class="lacks screen"><h2>To add before you send it</h2>
<ul>${lacks.map(one => html`<li>${one}</li>`)}</ul>
<p class="note">This box is not printed. Stripe and PayPal take PDF, JPEG or PNG: print this page to PDF and upload its pages, and the pictures as they are. Read “${STRIPE_FILES.uncategorized_file}” first: it holds what staff and supplier wrote to one another.</p></div>`
}

export function drawSummary({ order, store, po, details, replacement }: CaseRecord, zone: string): Markup {
  return facts(
    [
      ['Order', `${order.number} of ${store.name}`],
      ['Placed', order.placedAt],
      ['Paid', money(order.paidMinor, order.currency)],
      ['Sent to be shipped', po.sentAt],
      ['Delivered', po.deliveredAt],
      ['Replacement', replacement && replacementWords(replacement)],
      ['Refund to the customer', details.refund],
    ],
    zone,
  )
}

export function drawComplaint({ details, one }: CaseRecord): Markup {
  if (!details.happened) return html`<p>Nobody wrote down what the customer said.</p>`
  return html`<p class="said">${details.happened}</p><p class="note">As ${one.openedBy} of the shop wrote it down.</p>`
}

/** What was bought of what the case is about, each with its price. */
export function drawProducts(record: CaseRecord, zone: string): Markup {
  const { order, lines, bought } = record
  const rows = lines.map(line => {
    const paid = bought.find(({ id }) => id === line.orderLineId)
    return [
      productWords(line),
      priceEach(record, line),
      paid ? `${money(paid.paidMinor, order.currency)} for ${paid.ordered}` : null,
    ]
  })
  return drawTable(['Product', 'List price', 'Paid, with tax and discounts'], rows, zone)
}

/** What the customer got back for the order, and when. */
export function drawRefunds({ refunds, order }: CaseRecord, zone: string): Markup {
  if (refunds.length === 0) return html`<p>Nothing was refunded for order ${order.number}.</p>`
  const rows = refunds.map(({ at, minor }) => [at ?? 'The store names no day', money(minor, order.currency)])
  return drawTable(['Refunded', 'Amount'], rows, zone)
}

/** The fields to copy, under Stripe’s names: not printed. */
export function drawFields(fields: StripeFields, zone: string): Markup {
  const rows = [
    ...Object.entries(fields).map(([name, text]) => [
      html`<code>${name}</code>`,
      html`<div class="words">${text}</div>`,
    ]),
    ...Object.entries(STRIPE_FILES).map(([name, title]) => [
      html`<code>${name}</code>`,
      html`Upload the printed section “${title}”.`,
    ]),
  ]
  return html`<section class="screen"><h2>To copy into Stripe</h2>${drawTable(['Field', 'Value'], rows, zone)}</section>`
}

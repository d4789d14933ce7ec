import { html } from 'hono/html'
import { money } from '../kernel/words/money.ts'
import { writeWindow } from '../suppliers/claim.ts'
import type { Terms } from '../suppliers/terms.ts'
import type { CaseRecord } from './case-record.ts'
import { drawTable, facts, type Markup } from './page.ts'
import { productWords, STRIPE_FILES, type StripeFields } from './stripe-fields.ts'

/** What is still to be added, for staff’s eyes: it is not printed. */
export function drawLacks(lacks: readonly string[]): Markup {
  return html`<div class="lacks screen"><h2>To add before you send it</h2>
<ul>${lacks.map(one => html`<li>${one}</li>`)}</ul>
<p class="note">This box is not printed. Stripe and PayPal take PDF, JPEG or PNG: print this page to PDF and upload its pages, and the pictures as they are. Read “${STRIPE_FILES.uncategorized_file}” first: it holds what staff and supplier wrote to one another.</p></div>`
}

export function drawSummary({ order, store, lines, po, details }: CaseRecord, zone: string): Markup {
  return facts(
    [
      ['Order', `${order.number} of ${store.name}`],
      ['Placed', order.placedAt],
      ['Paid', money(order.paidMinor, order.currency)],
      ['Products', lines.map(productWords).join('\n')],
      ['Sent to be shipped', po.sentAt],
      ['Delivered', po.deliveredAt],
      ['Refund to the customer', details.refund],
    ],
    zone,
  )
}

export function drawComplaint({ details, one }: CaseRecord): Markup {
  if (!details.happened) return html`<p>Nobody wrote down what the customer said.</p>`
  return html`<p class="said">${details.happened}</p><p class="note">As ${one.openedBy} of the shop wrote it down.</p>`
}

/** What its supplier agreed to for this order; the shop’s own policy is not known here. */
export function drawPolicy({ claim, returnTo, handling }: Terms, { supplier, po }: CaseRecord, zone: string): Markup {
  if (!claim && !returnTo && !handling)
    return html`<p>Nothing was agreed with ${supplier.name} about claims, returns or handling.</p>`
  const rows = [
    ['Claims within', claim && `${writeWindow(claim)} of delivery`],
    ['A claim comes with', claim?.evidence.join(', ') ?? null],
    ['Returns go to', returnTo],
    ['Packing and handling', handling],
  ] as const
  return html`${facts(rows, zone)}<p class="note">The terms under which ${supplier.name} shipped ${po.number}.</p>`
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

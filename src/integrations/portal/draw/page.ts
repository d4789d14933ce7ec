import { html } from 'hono/html'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { place } from '../../../kernel/words/zoned.ts'
import type { Visit } from '../receive/visit.ts'
import { portalWords as words } from '../words.ts'

const SHEETS = ['base', 'card', 'form', 'files', 'work', 'portal']

/** Any page: the head, and what is inside the body. */
export function drawBare(title: string, assets: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex, nofollow">
  <meta name="referrer" content="no-referrer">
  <meta name="format-detection" content="telephone=no">
  <title>${plainText(title, 100)} · Waybill</title>
  <link rel="icon" href="${assets}/icon.svg" type="image/svg+xml">
  ${SHEETS.map(sheet => html`<link rel="stylesheet" href="${assets}/${sheet}.css">`)}
</head>
<body class="portal">${body}</body>
</html>`
}

/** The places of the pages, as they are marked in the navigation. */
export type Place = 'waiting' | 'orders' | 'cases' | 'more'

const PLACES: Readonly<Record<Place, string>> = { waiting: '', orders: '/orders', cases: '/cases', more: '/more' }

/** A page of a visit: where else one can go, what it shows, and as whom one acts. */
export function drawPage(
  visit: Visit,
  assets: string,
  { title, at = null, main }: { title: string; at?: Place | null; main: Html },
): Html {
  const { access, base } = visit
  const { supplier, person } = access
  const links = Object.entries(PLACES) as [Place, string][]
  // A link to one purchase order leads nowhere else.
  const nav =
    access.about === null &&
    html`<nav class="places" aria-label="${words.nav.label}">${links.map(
      ([name, path]) =>
        html`<a class="place" href="${base}${path}"${name === at && html` aria-current="page"`}>${words.nav[name]}</a>`,
    )}</nav>`
  return drawBare(
    title,
    assets,
    html`<a class="skip" href="#main">${words.skip}</a>
  <header class="top"><p class="brand">Waybill <span>${drawText(supplier.name, 60)}</span></p>${nav}</header>
  <main id="main" tabindex="-1">${main}</main>
  <footer class="foot">
    <p>${words.actingAs(plainText(person.name, 60), plainText(supplier.name, 60))} ${words.keepLink}</p>
    <p>${words.timesIn(place(supplier.zone))}</p>
  </footer>`,
  )
}

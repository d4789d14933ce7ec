import { html, raw } from 'hono/html'
import type { DetailRow } from '../cases/case-details.ts'
import { inShop, inUtc } from './stamp.ts'
import { STYLE } from './style.ts'

export type Markup = ReturnType<typeof html>

/** What stands at the head of a page. */
export type Head = { kind: string; title: string; about: string; state: string }

/** A page that needs nothing but itself and runs nothing: to be kept, mailed and printed. */
export async function page({ kind, title, about, state }: Head, body: readonly Markup[]): Promise<Uint8Array> {
  const whole = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="robots" content="noindex"><title>${kind}: ${title}</title><style>${raw(STYLE)}</style></head>
<body><main><header><p class="kind">${kind}</p><h1>${title}</h1>
<p class="about">${about} <span class="state">${state}</span></p></header>${body}</main></body></html>`
  return new TextEncoder().encode(String(whole))
}

/** What has nothing to say is left out. */
export function facts(rows: readonly DetailRow[], zone: string): Markup {
  const shown = rows.filter(([, value]) => value)
  return html`<dl>${shown.map(([label, value]) => html`<dt>${label}</dt><dd>${inWords(value, zone)}</dd>`)}</dl>`
}

/** A moment in UTC, and by the shop's clock. */
export function drawTime(at: Date, zone: string): Markup {
  const local = inShop(at, zone)
  return html`<time datetime="${at.toISOString()}">${inUtc(at)}</time>${local ? html` <small>${local}</small>` : ''}`
}

/** A table; a cell without anything is a dash. */
export function drawTable(
  heads: readonly string[],
  rows: readonly (readonly (DetailRow[1] | Markup)[])[],
  zone: string,
): Markup {
  const cell = (one: DetailRow[1] | Markup) => html`<td>${one === null ? '–' : inWords(one, zone)}</td>`
  return html`<div class="scroll"><table><thead><tr>${heads.map(one => html`<th>${one}</th>`)}</tr></thead>
<tbody>${rows.map(row => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>`
}

export function section(title: string, body: Markup | string, { apart = false } = {}): Markup {
  return html`<section class="${apart ? 'apart' : ''}"><h2>${title}</h2>${body}</section>`
}

function inWords(value: DetailRow[1] | Markup, zone: string): DetailRow[1] | Markup {
  return value instanceof Date ? drawTime(value, zone) : value
}

import { html } from 'hono/html'
import type { WorkFilter, WorkPage } from '../shapes/work.ts'
import { type Html, plainText } from './phrase.ts'

/** What a table is narrowed by, and searched for. `at` is its address. */
export function drawFilters({ filters, text }: WorkPage, at: string): Html {
  const search =
    text !== null &&
    html`<label>Search<input type="search" name="text" value="${text}" maxlength="200" dir="auto" autocomplete="off"></label>`
  return html`<form class="filters" method="get" action="${at}" role="search" aria-label="Narrow the table">
    ${search}${filters.map(drawFilter)}
    <button class="primary">Show</button>
  </form>`
}

function drawFilter({ name, label, value, choices }: WorkFilter): Html {
  const options = choices.map(
    one =>
      html`<option value="${one.value}"${one.value === value && html` selected`}>${plainText(one.label, 80)}</option>`,
  )
  return html`<label>${label}<select name="${name}">${options}</select></label>`
}

/** The pages before and after, narrowed as this one is. */
export function drawPages(
  { next, back }: Pick<WorkPage, 'next' | 'back'>,
  asked: Readonly<Record<string, string>>,
  at: string,
): Html | null {
  if (!next && !back) return null
  const to = (place: string) => `${at}?${new URLSearchParams({ ...asked, at: place })}`
  return html`<nav class="pages" aria-label="Pages">
    ${back && html`<a class="button" rel="prev" href="${to(back)}">Back</a>`}
    ${next && html`<a class="button" rel="next" href="${to(next)}">Next</a>`}
  </nav>`
}

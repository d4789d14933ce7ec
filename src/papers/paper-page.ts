import { html } from 'hono/html'
import { drawTable, facts, page, section } from '../exports/page.ts'
import type { Paper } from './paper.ts'

/** A paper as a page that needs nothing but itself, UTF-8. */
export function paperPage({ kind, title, about, facts: known, tables, texts, foot }: Paper): Promise<Uint8Array> {
  return page({ kind, title, about, state: '' }, [
    facts(known, 'UTC'),
    ...tables.map(table => section(table.title, drawTable(table.heads, table.rows, 'UTC'))),
    ...texts.map(text => section(text.title, html`<p class="words">${text.words}</p>`)),
    html`<footer>${foot}</footer>`,
  ])
}

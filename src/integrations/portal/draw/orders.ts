import { html } from 'hono/html'
import { drawPagePhrase, drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { drawFilters, drawPages } from '../../../kernel/pages/table.ts'
import type { WorkPage, WorkRow } from '../../../kernel/shapes/work.ts'
import { along, type Visit } from '../receive/visit.ts'
import { portalWords as words } from '../words.ts'

type Given = {
  page: WorkPage
  /** What the page was asked for, as it stands in its address. */
  asked: Readonly<Record<string, string>>
  /** The cards of its rows, by their ids. */
  cards: ReadonlyMap<string, string>
}

/** Longest text of a cell, UTF-16 units. */
const MOST = 200

/** Purchase orders as a table; on a phone each row is a small card. */
export function drawOrders(visit: Visit, given: Given): Html {
  const { page, asked } = given
  const at = `${visit.base}/orders`
  const { at: _, ...narrowed } = asked
  const query = new URLSearchParams(narrowed).toString()
  return html`<h1>${words.orders.title}</h1>
    ${drawFilters(page, at)}
    <div class="acts"><p role="status">${words.orders.all(page.all)}</p>
      ${page.rows.length > 0 && html`<a class="button" href="${at}.csv${query && `?${query}`}">${words.orders.export}</a>`}</div>
    ${page.rows.length === 0 ? html`<p class="nothing">${words.orders.none}</p>` : drawRows(visit, given, at)}
    ${drawPages(page, asked, at)}`
}

function drawRows(visit: Visit, { page, cards }: Given, at: string): Html {
  const { columns, rows } = page
  return html`<form method="post" action="${at}/act">${along(visit)}
    <div class="table rows"><table>
      <caption class="unseen">${words.orders.rows}</caption>
      <thead><tr><td class="pick"></td>${columns.map(column => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map(row => drawRow(visit, row, columns, cards.get(row.id)))}</tbody>
    </table></div>
    <div class="acts"><button name="act" value="acknowledge">${words.orders.acknowledge}</button></div>
  </form>`
}

/** Its state, the first of the other cells, has the colour of its card. */
function drawRow(visit: Visit, row: WorkRow, columns: readonly string[], card: string | undefined): Html {
  const { id, number, tone, cells } = row
  const [state = '', ...rest] = cells
  const name = drawText(number, 60)
  const label = `${words.orders.choose1} ${plainText(number, 60)}`
  return html`<tr>
    <td class="pick"><input type="checkbox" name="row" value="${id}" aria-label="${label}"></td>
    <th scope="row">${card ? html`<a class="row-name" href="${visit.base}/cards/${card}">${name}</a>` : html`<button class="as-link" name="open" value="${id}">${name}</button>`}</th>
    <td data-column="${columns[1] ?? ''}"><span class="tone tone-${tone}">${drawPagePhrase(state, MOST)}</span></td>
    ${rest.map((cell, index) => html`<td data-column="${columns[index + 2] ?? ''}">${drawPagePhrase(cell, MOST)}</td>`)}
  </tr>`
}

/** What can be done that no card offers: forms to fill in, and things to read. */
export const MORE = [
  { name: 'tracking', command: 'tracking.import', opens: true, words: words.more.tracking },
  { name: 'paper', command: 'po.packing-list', opens: true, words: words.more.paper },
  { name: 'ask', command: 'po.ask', opens: true, words: words.more.ask },
  { name: 'closure', command: 'supplier.closed', opens: true, words: words.more.closure },
  { name: 'terms', command: 'supplier.terms', opens: false, words: words.more.terms },
] as const

export function drawMore(visit: Visit): Html {
  const { title, history, leave } = words.more
  const panel = (one: { title: string; does: string }, does: Html) =>
    html`<section class="panel"><h2>${one.title}</h2><p>${one.does}</p>${does}</section>`
  return html`<h1>${title}</h1>
    <div class="panels">
    ${MORE.map(one =>
      panel(
        one.words,
        html`<form method="post" action="${visit.base}/more">${along(visit)}<button name="act" value="${one.name}">${one.words.button}</button></form>`,
      ),
    )}
    ${panel(history, html`<a class="button" href="${visit.base}/history">${history.button}</a>`)}
    ${panel(leave, html`<form method="post" action="${visit.base}/leave">${along(visit)}<button>${leave.button}</button></form>`)}
    </div>`
}

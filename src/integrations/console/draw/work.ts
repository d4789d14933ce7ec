import { html } from 'hono/html'
import { drawPagePhrase, drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { drawFilters, drawPages } from '../../../kernel/pages/table.ts'
import type { WorkPage, WorkRow, WorkTable } from '../../../kernel/shapes/work.ts'
import { roomPath, workPath } from '../paths.ts'
import type { ConsolePerson } from '../people.ts'
import type { ConsoleRoom } from '../rooms.ts'
import { drawMenu } from './room.ts'

/** What is done to chosen rows at once, by the name under which its button sends them. */
export type BulkAct = { name: string; label: string }

type Given = {
  room: ConsoleRoom
  person: ConsolePerson
  table: WorkTable
  page: WorkPage
  /** What the page was asked for, as it stands in its address. */
  asked: Readonly<Record<string, string>>
  acts: readonly BulkAct[]
}

/** Longest text of a cell, UTF-16 units. */
const MOST = 200

/** Many things as a table: narrowed, searched, opened one by one, and acted on together. */
export function drawWork(given: Given): Html {
  const { room, person, table, page } = given
  const at = workPath(person, room.id, table)
  return html`${drawHead(given)}
  <div class="scroll plain-scroll" id="scroll" tabindex="0" role="region" aria-label="Work"><div class="flow work">
    <h2 class="unseen">Answers</h2>
    <div class="answers" id="answers" aria-live="polite" data-one="yes"></div>
    <nav class="tabs" aria-label="Tables">${page.tables.map(
      one =>
        html`<a href="${workPath(person, room.id, one.table)}" aria-current="${one.table === table ? 'page' : 'false'}">${one.title}</a>`,
    )}</nav>
    ${drawFilters(page, at)}
    ${drawRows(given, at)}
    ${drawPages(page, given.asked, at)}
  </div></div>`
}

/** The page of a table that could not be shown, and why. */
export function drawNoWork({ room, person, table }: Pick<Given, 'room' | 'person' | 'table'>, why: string): Html {
  return html`${drawHead({ room, person })}
  <div class="scroll plain-scroll" id="scroll" tabindex="0" role="region" aria-label="Work"><div class="flow work">
    <p class="failed" role="alert">${drawText(why, 1_000)}</p>
    <p><a class="button" href="${workPath(person, room.id, table)}">Begin again</a></p>
  </div></div>`
}

function drawHead({ room, person }: Pick<Given, 'room' | 'person'>): Html {
  return html`<header class="room-head">
    ${drawMenu()}
    <div class="room-title"><h1>Work</h1><p>${person.staff ? 'All that is here, as tables.' : 'Your purchase orders, as a table.'}</p></div>
    <p id="link" class="link" role="status"></p>
    <a class="button" href="${roomPath(person, room.id)}">Back to #${plainText(room.name, 60)}</a>
  </header>`
}

function drawRows({ page, acts }: Given, at: string): Html {
  const { columns, rows, all } = page
  const many = all === null ? 'very many rows' : all === 1 ? '1 row' : `${all.toLocaleString('en')} rows`
  const total = html`<p role="status">${rows.length === all ? many : `${rows.length} of ${many}`}</p>`
  if (rows.length === 0) return html`<div class="acts"><p role="status">Nothing here. Choose other filters.</p></div>`
  const picks = acts.length > 0
  return html`<form method="post" action="${at}/act" hx-post="${at}/act" hx-target="#answers" hx-sync="this:drop">
    <div class="acts">${acts.map(
      ({ name, label }) => html`<button name="act" value="${name}" data-act disabled>${label}</button>`,
    )}${picks && html`<p id="chosen" aria-live="polite"></p>`}${total}</div>
    <div class="table rows" tabindex="0" role="region" aria-label="Rows"><table id="rows">
      <thead><tr>
        ${picks && html`<td class="pick"><input type="checkbox" data-all aria-label="Choose all rows of this page"></td>`}
        ${columns.map(column => html`<th scope="col">${column}</th>`)}
      </tr></thead>
      <tbody>${rows.map(row => drawRow(row, at, picks))}</tbody>
    </table></div>
  </form>`
}

/** Its state, the first of the other cells, has the colour of its card. */
function drawRow({ id, number, tone, cells }: WorkRow, at: string, picks: boolean): Html {
  const name = plainText(number, 60)
  const [state = '', ...rest] = cells
  const open = `${at}/rows/${id}`
  return html`<tr>
    ${picks && html`<td class="pick"><input type="checkbox" name="row" value="${id}" aria-label="Choose ${name}"></td>`}
    <th scope="row"><a href="${open}" hx-get="${open}" hx-target="#answers" data-open>${drawText(number, 60)}</a></th>
    <td><span class="tone tone-${tone}">${drawPagePhrase(state, MOST)}</span></td>
    ${rest.map(cell => html`<td>${drawPagePhrase(cell, MOST)}</td>`)}
  </tr>`
}

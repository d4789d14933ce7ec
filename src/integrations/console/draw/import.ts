import { html } from 'hono/html'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import type { Choice } from '../../../kernel/shapes/form.ts'
import type { HowWritten, RefusedRow, Report } from '../../../kernel/shapes/importer.ts'
import { count } from '../../../kernel/words/text.ts'
import type { Upload } from '../receive/uploads.ts'
import { drawMenu } from './room.ts'

/** Rows listed on the page; the download has them all. */
const MOST_ROWS = 200

/** The import page around one of its steps. */
export function drawImport(step: Html): Html {
  return html`<header class="room-head">
    ${drawMenu()}
    <div class="room-title"><h1>Import orders</h1><p>From a file that Shopify, WooCommerce, Etsy, eBay or Amazon exports. Nothing comes in before you have seen what will.</p></div>
    <p id="link" class="link" role="status"></p>
  </header>
  <div class="scroll plain-scroll" tabindex="0" role="region" aria-label="Import"><div class="flow import" id="step">${step}</div></div>`
}

/** The first step: which file, of which store. */
export function drawChoice(
  at: string,
  given: {
    store?: string
    stores: readonly string[]
    encoding?: string | undefined
    currency?: string | undefined
    encodings: readonly Choice[]
    wrong?: string
  },
): Html {
  return html`<form class="panel" method="post" action="${at}" enctype="multipart/form-data" hx-post="${at}" hx-encoding="multipart/form-data" hx-target="#step" hx-sync="this:drop" data-upload>
    <div class="form-alert" role="alert">${given.wrong && html`<p>${drawText(given.wrong, 1_000)}</p>`}</div>
    <div class="field">
      <label for="file">CSV file</label>
      <input id="file" name="file" type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" required aria-describedby="file-hint">
      <p class="hint" id="file-hint">At most 20 MB. In Shopify: Orders, Export, “CSV for Excel, Numbers” or “Plain CSV file”. For the others see the manual.</p>
    </div>
    <div class="field">
      <label for="store">Store</label>
      <input id="store" name="store" list="stores" required maxlength="100" autocomplete="off" dir="auto" value="${given.store ?? given.stores[0] ?? ''}" aria-describedby="store-hint">
      <datalist id="stores">${given.stores.map(store => html`<option value="${store}"></option>`)}</datalist>
      <p class="hint" id="store-hint">Where these orders were placed. The same order of the same store comes in once.</p>
    </div>
    <div class="field">
      <label for="encoding">Encoding</label>
      ${drawEncodings(given.encodings, given.encoding ?? null)}
      <p class="hint" id="encoding-hint">How letters are written. Shopify’s own files say it; a file saved by Excel may not.</p>
    </div>
    <div class="field">
      <label for="currency">Currency</label>
      <input id="currency" name="currency" maxlength="3" size="4" autocomplete="off" placeholder="EUR" value="${given.currency ?? ''}" aria-describedby="currency-hint">
      <p class="hint" id="currency-hint">Only where the file names none.</p>
    </div>
    <footer><button class="primary">Look at the file</button></footer>
  </form>`
}

function drawEncodings(encodings: readonly Choice[], chosen: string | null): Html {
  return html`<select id="encoding" name="encoding" aria-describedby="encoding-hint">
    ${chosen === null && html`<option value="" selected>Find out</option>`}
    ${encodings.map(({ value, label }) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`)}
  </select>`
}

/** Any later step of one upload. */
export function drawUpload(upload: Upload, at: string, encodings: readonly Choice[], wrong = ''): Html {
  const { now } = upload
  if (now.stage === 'previewed') return drawPreview(upload, at, encodings, wrong)
  if (now.stage === 'running') return drawProgress(upload, at, now.at)
  if (now.stage === 'done') return drawReport(upload, at, now.report)
  return html`<div class="panel"><h2 tabindex="-1">The import stopped</h2><p class="failed" role="alert">${drawText(now.why, 1_000)}</p>${again(at)}</div>`
}

function drawPreview(
  { id, name, store, preview }: Upload,
  at: string,
  encodings: readonly Choice[],
  wrong: string,
): Html {
  const { orders, lines, totals, sample, refused, differs, written, form } = preview
  const here = `${at}/${id}`
  return html`<div class="panel">
    <h2 tabindex="-1">${drawText(name, 100)}</h2>
    <dl class="facts">
      <div><dt>Orders</dt><dd>${orders}</dd></div>
      <div><dt>Lines</dt><dd>${lines}</dd></div>
      <div><dt>Total</dt><dd>${drawText(totals.join('\n') || 'nothing', 300)}</dd></div>
      <div><dt>Store</dt><dd>${drawText(store, 100)}</dd></div>
      <div><dt>Refused</dt><dd>${count(refused.length, 'row')}</dd></div>
    </dl>
    <p>Read as ${drawText(form.title, 100)}. ${drawText(form.lacks.join(' '), 500)}</p>
    ${drawWritten(written, encodings, here, wrong)}
    ${sample.length > 0 && html`<h3>The first of them</h3><ul class="sample">${sample.slice(0, 10).map(one => html`<li>${drawText(one, 300)}</li>`)}</ul>`}
    ${drawDiffers(differs)}
    ${drawRefused(refused, here)}
    <footer>
      <a class="button" href="${at}">Choose another file</a>
      ${
        orders + differs.length > 0 &&
        html`<form method="post" action="${here}" hx-post="${here}" hx-target="#step" hx-sync="this:drop">
        ${differs.length > 0 && html`<label><input type="checkbox" name="agreed" value="yes"> Also change the ${count(differs.length, 'order')} that ${differs.length === 1 ? 'differs' : 'differ'}</label>`}
        <button class="primary">Import ${count(orders, 'order')}</button></form>`
      }
    </footer>
  </div>`
}

/** What was assumed of the file's letters, with what came of it, and the way to choose otherwise. */
function drawWritten(
  { encoding, title, assumed, example }: HowWritten,
  encodings: readonly Choice[],
  here: string,
  wrong: string,
): Html {
  const said = assumed
    ? `The file doesn’t say how its letters are written. I read them as ${title}`
    : `Read as ${title}`
  return html`<form class="written" method="post" action="${here}/encoding" hx-post="${here}/encoding" hx-target="#step" hx-sync="this:drop">
    <div class="form-alert" role="alert">${wrong && html`<p>${drawText(wrong, 1_000)}</p>`}</div>
    <p id="encoding-hint">${said}${example !== null && html`: “${drawText(example, 100)}”`}.</p>
    <label for="encoding">Encoding</label> ${drawEncodings(encodings, encoding)} <button>Read it so</button>
  </form>`
}

function drawDiffers(differs: readonly RefusedRow[]): Html | null {
  if (differs.length === 0) return null
  return html`<h3>Here already, and different</h3>
    <ul>${differs.slice(0, MOST_ROWS).map(({ order, why }) => html`<li>${drawText(`${order}: ${why}`, 500)}</li>`)}</ul>
    <p class="hint">They stay as they are unless you tick the box below. Suppliers that have them are then asked.</p>`
}

function drawProgress({ id, name }: Upload, at: string, { done, of }: { done: number; of: number }): Html {
  return html`<div class="panel" hx-get="${at}/${id}" hx-trigger="load delay:500ms" hx-target="#step">
    <h2 tabindex="-1">Importing ${drawText(name, 100)}</h2>
    <progress value="${done}" max="${Math.max(of, 1)}" aria-label="Orders imported"></progress>
    <p role="status">${done} of ${count(of, 'order')}</p>
    <p class="hint">You can leave this page: the import goes on.</p>
  </div>`
}

function drawReport({ id, name }: Upload, at: string, report: Report): Html {
  return html`<div class="panel">
    <h2 tabindex="-1">${drawText(name, 100)} is in</h2>
    <dl class="facts" role="status">
      <div><dt>Received</dt><dd>${report.received}</dd></div>
      <div><dt>Updated</dt><dd>${report.updated}</dd></div>
      <div><dt>Already here</dt><dd>${report.unchanged}</dd></div>
      <div><dt>Refused</dt><dd>${count(report.refused.length, 'row')}</dd></div>
    </dl>
    ${drawRefused(report.refused, `${at}/${id}`)}
    ${again(at)}
  </div>`
}

function drawRefused(refused: readonly RefusedRow[], here: string): Html | null {
  if (refused.length === 0) return null
  const rows = refused
    .slice(0, MOST_ROWS)
    .map(
      ({ row, order, why }) =>
        html`<tr><td>${row}</td><td>${order === null ? '–' : drawText(order, 60)}</td><td>${drawText(why, 500)}</td></tr>`,
    )
  return html`<h3>Refused, and why</h3>
    <div class="table" tabindex="0" role="region" aria-label="Refused rows"><table>
      <thead><tr><th scope="col">Row</th><th scope="col">Order</th><th scope="col">Why</th></tr></thead>
      <tbody>${rows}</tbody>
    </table></div>
    ${refused.length > MOST_ROWS && html`<p class="hint">and ${count(refused.length - MOST_ROWS, 'more row')}: the download has them all.</p>`}
    <p><a class="button" href="${here}/refused.csv" download>Download the refused rows</a></p>`
}

function again(at: string): Html {
  return html`<footer><a class="button" href="${at}">Import another file</a></footer>`
}

/** The refused rows as a CSV file that a spreadsheet opens without running anything in it. */
export function refusedCsv(refused: readonly RefusedRow[]): string {
  const cell = (value: string) =>
    `"${plainText(value, 10_000)
      .replace(/^[=+\-@\t]/, `'$&`)
      .replaceAll('"', '""')}"`
  const lines = refused.map(({ row, order, why }) => [row, cell(order ?? ''), cell(why)].join(','))
  return `\uFEFF${['row,order,why', ...lines].join('\r\n')}\r\n`
}

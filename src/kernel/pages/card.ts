import { html } from 'hono/html'
import { type Attached, type CardLine, detailOf, lengthOf, type Ping, type Tone } from '../shapes/card.ts'
import type { Drawn, Press } from '../shapes/chat.ts'
import { count } from '../words/text.ts'
import { drawPagePhrase, drawText, type Html, plainText } from './phrase.ts'

/** What a reader is shown at most, in UTF-16 units; the rest is cut with a mark. */
const MOST = {
  title: 200,
  summary: 1_000,
  label: 80,
  value: 1_000,
  line: 300,
  detail: 300,
  body: 6_000,
  context: 1_000,
  alt: 2_000,
  name: 100,
}
const MOST_LINES = 50
const MOST_FACTS = 30

/** The word that says what the coloured edge says. */
const WORDS: Readonly<Record<Tone, string | null>> = {
  neutral: null,
  waiting: 'Waiting',
  good: 'On track',
  warning: 'Attention',
  bad: 'Problem',
  over: 'Closed',
}

/** Where files are, and which of them are pictures to be shown in place. */
export type Files = { file: (id: string) => string; pictures: ReadonlySet<string> }
/**
 * Where things of a card are: presses of its buttons are sent to one address, each file is at another. `along` goes with
 * each press, from a page without scripts. `mostLines`: of a page that has room for more than the usual. `product`: where
 * pictures of products are; left out, none is shown.
 */
export type Addresses = Files & { press: string; along?: Html; mostLines?: number; product?: (url: string) => string }

/** A card as markup. */
export function drawPageCard(card: Drawn, at: Addresses, posted?: Date): Html {
  const { mostLines = MOST_LINES } = at
  const word = WORDS[card.tone]
  return html`<article class="card ${card.isMessage ? 'spoken' : `tone-${card.tone}`}" aria-label="${plainText(card.title, MOST.title)}">
    <header class="card-head">
      <h3>${drawText(card.title, MOST.title)}</h3>
      ${word && html`<span class="tone">${word}</span>`}
      ${posted && html`<time class="posted" datetime="${posted.toISOString()}" data-short></time>`}
    </header>
    ${!card.isMessage && card.summary && html`<p class="summary">${drawText(card.summary, MOST.summary)}</p>`}
    ${drawPings(card.pings ?? [])}
    ${drawFacts(card.facts ?? [])}
    ${card.opens ? drawList(card, at) : drawLines(card.lines ?? [], at)}
    ${card.body && html`<p class="body" dir="auto">${drawPagePhrase(card.body, MOST.body)}</p>`}
    ${drawOwnPicture(card, at.file)}
    ${drawFiles(card.files ?? [], at)}
    ${drawPresses(leavesOut(card, mostLines) && card.rest ? { ...card, presses: [...card.presses, card.rest] } : card, at)}
    ${card.context && html`<p class="context">${drawPagePhrase(card.context, MOST.context)}</p>`}
  </article>`
}

/** Whether there is more to it than we show here. */
function leavesOut({ lines = [], facts = [], body = '' }: Drawn, mostLines: number): boolean {
  return lines.length > mostLines || facts.length > MOST_FACTS || lengthOf(body) > MOST.body
}

function drawPings(pings: readonly Ping[]): Html | null {
  const called = pings.filter(({ chat }) => chat === 'console')
  if (called.length === 0) return null
  return html`<p class="pings">${called.map(({ name }) => html`<mark>@${drawText(name, MOST.label)}</mark> `)}</p>`
}

function drawFacts(facts: NonNullable<Drawn['facts']>): Html | null {
  if (facts.length === 0) return null
  const rows = facts
    .slice(0, MOST_FACTS)
    .map(
      ({ label, value }) =>
        html`<div><dt>${drawText(label, MOST.label)}</dt><dd>${drawPagePhrase(value, MOST.value)}</dd></div>`,
    )
  return html`<dl class="facts">${rows}</dl>${more(facts.length - MOST_FACTS, 'fact')}`
}

function drawLines(lines: readonly CardLine[], { mostLines: most = MOST_LINES, product }: Addresses): Html | null {
  if (lines.length === 0) return null
  return html`<ul class="lines">${lines.slice(0, most).map(line => drawLine(line, product))}</ul>${more(lines.length - most, 'line')}`
}

/** Lines of which each can be opened. */
function drawList({ lines = [], opens = [] }: Drawn, at: Addresses): Html {
  return html`<form class="presses opens" method="post" ${sending(at)}>
    ${at.along}
    <ul class="lines">${lines.slice(0, MOST_LINES).map((line, index) => drawLine(line, at.product, opens[index]))}</ul>
  </form>`
}

function drawLine(line: CardLine, product: Addresses['product'], opens?: Press): Html {
  const { text, quantity, image, done } = line
  const detail = detailOf(line)
  const words = html`${drawText(text, MOST.line)}`
  return html`<li>
    ${drawPicture(image, product)}
    <div class="line-words">
      <p>${quantity !== undefined && html`<span class="quantity">${quantity} ×</span> `}${done ? html`<s>${words}</s>` : words}</p>
      ${detail && html`<p class="detail">${drawPagePhrase(detail, MOST.detail)}</p>`}
    </div>
    ${opens && html`<button name="token" value="${opens.token}" aria-label="Open ${plainText(opens.label, MOST.label)}">Open</button>`}
  </li>`
}

/** A product, from Waybill itself: its store hears of no reader. */
function drawPicture(image: string | undefined, product: Addresses['product']): Html {
  const address = product && image && /^https:\/\//i.test(image) ? product(image) : null
  if (!address) return html`<span class="picture" aria-hidden="true"></span>`
  return html`<span class="picture"><img src="${address}" alt="" loading="lazy" width="44" height="44"></span>`
}

function drawOwnPicture({ picture }: Drawn, address: Addresses['file']): Html | null {
  if (!picture) return null
  const at = address(picture.file)
  return html`<a class="own-picture" href="${at}" target="_blank"><img src="${at}" alt="${plainText(picture.alt, MOST.alt)}" loading="lazy"></a>`
}

/** Files, each at its address: pictures are seen, and open in full; all others are downloaded. */
export function drawFiles(files: readonly Attached[], { file: address, pictures }: Files): Html | null {
  if (files.length === 0) return null
  const items = files.map(({ file, name }) => {
    const at = address(file)
    const called = drawText(name, MOST.name)
    return pictures.has(file)
      ? html`<li><a class="photo" href="${at}" target="_blank"><img src="${at}" alt="" loading="lazy">${called}</a></li>`
      : html`<li><a href="${at}" target="_blank" download>${called}</a></li>`
  })
  return html`<ul class="files" aria-label="Files">${items}</ul>`
}

function drawPresses({ title, presses }: Pick<Drawn, 'title' | 'presses'>, at: Addresses): Html | null {
  if (presses.length === 0) return null
  return html`<form class="presses" method="post" ${sending(at)}>
    ${at.along}
    ${presses.map(one => drawPress(one, title))}
  </form>`
}

function sending({ press, along }: Addresses): Html {
  if (along) return html`action="${press}"`
  return html`action="${press}" hx-post="${press}" hx-target="next .answers" hx-sync="this:drop"`
}

function drawPress({ label, token, style }: Press, title: string): Html {
  const words = plainText(label, MOST.label)
  const named = `${words}: ${plainText(title, MOST.title)}`
  return html`<button name="token" value="${token}" class="${style ?? 'plain'}" aria-label="${named}"><bdi>${words}</bdi></button>`
}

function more(left: number, noun: string): Html | null {
  return left > 0 ? html`<p class="detail">and ${count(left, `more ${noun}`)}</p>` : null
}

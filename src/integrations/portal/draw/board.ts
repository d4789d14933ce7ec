import { html } from 'hono/html'
import type { ListPage } from '../../../kernel/ground/keyset.ts'
import type { Html } from '../../../kernel/pages/phrase.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import { PRESSING, type Waiting, type WaitsFor } from '../board.ts'
import { along, type Visit } from '../receive/visit.ts'
import { portalWords as words } from '../words.ts'
import { drawBoardCard, drawItem, drawLink, firstDue, type Shown } from './card.ts'

/** Some of a list, and where what comes before it in time begins. */
export type ShownPage = Pick<ListPage<Shown>, 'rows' | 'next'>

/** How many of a kind the first page shows. */
const MOST = 60

/** What has to be answered first: what is wrong, then what is due sooner. Pure. */
export function mostPressingFirst(all: readonly Shown[]): readonly Shown[] {
  const dueAt = (card: Drawn) => firstDue(card)?.at.at ?? '9999'
  return all.toSorted(
    (a, b) => PRESSING[a.card.tone] - PRESSING[b.card.tone] || (dueAt(a.card) < dueAt(b.card) ? -1 : 1),
  )
}

const GROUPS: readonly WaitsFor[] = ['asked', 'toShip', 'open']

/** What waits for the supplier: what it is asked, then what it has to ship. */
export function drawWaiting(visit: Visit, all: readonly Shown<Waiting>[]): Html {
  const { title, nothing } = words.waiting
  const groups = GROUPS.map(group => {
    const own = all.filter(({ message }) => message.group === group)
    return drawGroup(visit, words.waiting[group], mostPressingFirst(own), own[0]?.message.many)
  })
  return html`<h1>${title}</h1>
    ${all.length === 0 && html`<p class="nothing">${nothing}</p>`}
    ${groups}`
}

/** Cards of one sort, if there are any. @param many how many there are, where these are not all */
export function drawGroup(visit: Visit, title: string, all: readonly Shown[], many = all.length): Html | null {
  if (all.length === 0) return null
  const left = many - Math.min(all.length, MOST)
  return html`<section><h2>${title} <span class="many">${many}</span></h2>
    <ul class="items">${all.slice(0, MOST).map(one => drawItem(visit, one))}</ul>
    ${left > 0 && html`<p>${words.waiting.more(left)}</p>`}</section>`
}

/** One card with all that was said under it. `press` names the button that its reader came for. */
export function drawOneCard(visit: Visit, root: Shown, said: ShownPage, press?: string): Html {
  const back = visit.access.about === null && html`<p><a class="go" href="${visit.base}">‹ ${words.back}</a></p>`
  return html`${back}<h1 class="unseen">${root.card.title}</h1><h2 class="unseen">${words.card.details}</h2>
    ${drawBoardCard(visit, { ...root, card: pointed(root.card, press) })}
    ${drawMoreActs(visit, root)}
    ${
      said.rows.length > 0 &&
      html`<section><h2>${words.card.thread}</h2>${drawEarlier(words.card.thread, `${visit.base}/cards/${root.message.id}`, said)}
        <ul class="messages">${said.rows.toReversed().map(one => html`<li>${drawBoardCard(visit, one)}</li>`)}</ul></section>`
    }`
}

/** The button that a mail led to stands out; pressing it is left to its reader. Pure. */
function pointed(card: Drawn, press: string | undefined): Drawn {
  if (!card.presses.some(({ label }) => label === press)) return card
  const presses = card.presses.map(({ style, ...one }) => {
    if (one.label === press) return { ...one, style: 'primary' as const }
    return style === 'danger' ? { ...one, style } : one
  })
  return { ...card, presses }
}

/** What can be asked about a purchase order besides what its card offers, which has room for five buttons. */
export const ORDER_ACTS = {
  parcels: 'tracking.list',
  paper: 'po.packing-list',
  'ship-to': 'po.shipto',
  ask: 'po.ask',
} as const

const LABELS: Readonly<Record<keyof typeof ORDER_ACTS, string>> = {
  parcels: words.acts.parcels,
  paper: words.acts.paper,
  'ship-to': words.acts.shipTo,
  ask: words.acts.ask,
}

function drawMoreActs(visit: Visit, { message, card }: Shown): Html | null {
  if (message.kind !== 'purchase-order') return null
  const offered = new Set(card.presses.map(({ label }) => label))
  const acts = (Object.keys(ORDER_ACTS) as (keyof typeof ORDER_ACTS)[]).filter(act => !offered.has(LABELS[act]))
  return html`<section aria-label="${words.card.act}"><form class="presses more-acts" method="post" action="${visit.base}/cards/${message.id}/ask">
    ${along(visit)}${acts.map(act => html`<button name="act" value="${act}">${LABELS[act]}</button>`)}
  </form></section>`
}

/** What isn't a purchase order, open or done. */
export function drawCases(visit: Visit, page: ShownPage, isOver: boolean): Html {
  const { title, open, over, none } = words.cases
  const to = `${visit.base}/cases`
  const tab = (label: string, here: boolean, address: string) =>
    html`<a class="place" href="${address}"${here && html` aria-current="page"`}>${label}</a>`
  return html`<h1>${title}</h1>
    <nav class="tabs places" aria-label="${title}">${tab(open, !isOver, to)}${tab(over, isOver, `${to}?which=over`)}</nav>
    ${page.rows.length === 0 && html`<p class="nothing">${none}</p>`}
    ${page.rows.length > 0 && html`<h2 class="unseen">${isOver ? over : open}</h2>`}
    <ul class="items">${page.rows.map(one => drawItem(visit, one))}</ul>
    ${drawEarlier(title, `${to}${isOver ? '?which=over' : ''}`, page)}`
}

/** All that was posted, the newest first. */
export function drawHistory(visit: Visit, page: ShownPage): Html {
  const { title, none } = words.history
  return html`<h1>${title}</h1>
    ${page.rows.length === 0 && html`<p class="nothing">${none}</p>`}
    <ul class="entries">${page.rows.map(one => drawLink(visit, one))}</ul>
    ${drawEarlier(title, `${visit.base}/history`, page)}`
}

/** The way to what was posted before a page, if there is any. */
function drawEarlier(title: string, address: string, { next }: ShownPage): Html | null {
  if (next === null) return null
  const to = `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ from: next })}`
  return html`<nav class="pages" aria-label="${title}"><a class="button" rel="next" href="${to}">${words.cases.earlier}</a></nav>`
}

import { html } from 'hono/html'
import { keyOfPicture } from '../../../kernel/ground/picture-key.ts'
import { drawPageCard } from '../../../kernel/pages/card.ts'
import { drawMoment, drawPagePhrase, drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { CARD_STATES, type Moment, phraseParts } from '../../../kernel/shapes/card.ts'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import type { BoardMessage } from '../board.ts'
import { along, type Visit } from '../receive/visit.ts'
import { portalWords as words } from '../words.ts'

/** More than a purchase order ever has. */
const ALL_LINES = 1_000

/** A message with its card as its reader sees it, and which of its files are pictures. */
export type Shown<M extends BoardMessage = BoardMessage> = { message: M; card: Drawn; pictures: ReadonlySet<string> }

/** A card of the board in full; its buttons are sent with the version that was drawn. */
export function drawBoardCard(visit: Visit, { message, card, pictures }: Shown): Html {
  const at = `${visit.base}/cards/${message.id}`
  return drawPageCard(card, {
    press: `${at}/press`,
    along: along(visit, { version: String(message.version) }),
    mostLines: ALL_LINES,
    file: file => `${at}/files/${file}`,
    pictures,
    product: productsAt(at),
  })
}

/** Where the pictures of products are that something of the visit shows. */
export const productsAt = (at: string) => (url: string) => `${at}/pictures/${keyOfPicture(url)}`

/** A card in a list: what it is, how it stands, by when something is due, and the one button that matters most. */
export function drawItem(visit: Visit, { message, card }: Shown): Html {
  const at = `${visit.base}/cards/${message.id}`
  const first = card.presses.find(({ style }) => style === 'primary')
  const due = firstDue(card)
  const state = card.state ? ({ ...words.states }[card.state as string] ?? CARD_STATES[card.state].words) : null
  return html`<li class="item tone-${card.tone}">
    <div class="item-words">
      <h3><a class="name" href="${at}">${drawText(card.title, 120)}</a></h3>
      ${state && html`<span class="tone">${state}</span>`}
      <p class="summary">${drawText(card.summary, 400)}</p>
      ${due && html`<p class="due">${due.label} ${drawMoment(due.at)}</p>`}
    </div>
    ${
      first &&
      html`<form class="presses" method="post" action="${at}/press">${along(visit, { version: String(message.version) })}
      <button class="primary" name="token" value="${first.token}" aria-label="${plainText(`${first.label}: ${card.title}`, 160)}"><bdi>${plainText(first.label, 80)}</bdi></button></form>`
    }
  </li>`
}

/** A line of a list that leads to a card. */
export function drawLink(visit: Visit, { message, card }: Shown): Html {
  const root = message.threadOf ?? message.id
  return html`<li class="entry tone-${card.tone}">
    <a class="name" href="${visit.base}/cards/${root}">${drawText(card.title, 120)}</a>
    <p class="summary">${drawPagePhrase(card.isMessage ? (card.body ?? '') : card.summary, 240)}</p>
    ${message.postedAt && html`<p class="when">${drawMoment({ at: message.postedAt.toISOString(), zone: visit.access.supplier.zone })}</p>`}
  </li>`
}

/** The first moment by which something is asked. Pure. */
export function firstDue({ facts = [] }: Drawn): { label: string; at: Moment } | null {
  const moments = facts.flatMap(({ label, value }) =>
    phraseParts(value).flatMap(part => (typeof part !== 'string' && 'at' in part ? [{ label, at: part }] : [])),
  )
  const asked = moments.filter(({ label }) => / by$/i.test(label))
  const [first] = asked.toSorted((a, b) => (a.at.at < b.at.at ? -1 : 1))
  return first ?? null
}

/** A sentence above what it is about. */
export function drawNotice(tone: 'good' | 'bad', text: string): Html {
  const title = tone === 'good' ? words.answer.done : words.answer.refused
  return html`<div class="notice ${tone}" role="${tone === 'good' ? 'status' : 'alert'}"><strong>${title}</strong>
    <p dir="auto">${drawText(text, 6_000)}</p></div>`
}

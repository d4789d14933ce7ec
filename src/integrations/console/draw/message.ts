import { html } from 'hono/html'
import { drawPageCard } from '../../../kernel/pages/card.ts'
import type { Html } from '../../../kernel/pages/phrase.ts'
import { count } from '../../../kernel/words/text.ts'
import type { ConsoleMessage } from '../messages.ts'
import { productsIn } from '../paths.ts'
import { drawSayBox, drawWords } from './words.ts'

/**
 * One message of a list. What is inside `.seen` is replaced when it changes; answers below it stay.
 * @param room the room's address.
 * @param me who reads it: their own words they may change.
 */
export function drawMessage(message: ConsoleMessage, room: string, me: string | null = null): Html {
  return html`<li class="message" data-message="${message.id}">
    <div class="seen">${drawSeen(message, room, me)}</div>
    <div class="answers" aria-live="polite"></div>
  </li>`
}

/** What may change of a message: its card or words, and how many replies it has. */
export function drawSeen(message: ConsoleMessage, room: string, me: string | null = null): Html {
  const { id, card, pictures, thread, postedAt, replies, closed } = message
  const file = (named: string) => `${room}/messages/${id}/files/${named}`
  const addresses = { press: `${room}/press`, file, pictures, product: productsIn(room) }
  const drawn = card ? drawPageCard(card, addresses, postedAt) : drawWords(message, room, me)
  return html`${drawn}${thread === null && drawReplies(id, replies, room)}${closed && CLOSED}`
}

const CLOSED = html`<p class="thread-closed">This thread is closed.</p>`

function drawReplies(id: number, replies: number, room: string): Html {
  const words = replies > 0 ? count(replies, 'reply', 'replies') : 'Reply in thread'
  return html`<a class="replies${replies === 0 && ' first'}" href="${room}?thread=${id}" data-open="${room}/threads/${id}">${words}</a>`
}

/** The messages of a page, below a press for those before them. */
export function drawMessages(
  page: { messages: readonly ConsoleMessage[]; earlier: boolean },
  room: string,
  list: string,
  me: string,
): Html {
  const first = page.messages[0]
  return html`${page.earlier && first && drawEarlier(`${list}?before=${first.id}`)}${page.messages.map(message => drawMessage(message, room, me))}`
}

function drawEarlier(href: string): Html {
  return html`<li class="earlier"><button type="button" hx-get="${href}" hx-target="closest .earlier" hx-swap="outerHTML">Earlier messages</button></li>`
}

/** A thread: its root, and the replies below it. */
export function drawThread(
  root: ConsoleMessage,
  page: { messages: readonly ConsoleMessage[]; earlier: boolean },
  room: string,
  me: string,
): Html {
  return html`<header class="panel-head">
      <h2 tabindex="-1">Thread</h2>
      <button type="button" class="icon" data-close-thread aria-label="Close the thread">✕</button>
    </header>
    <div class="panel-flow" data-thread="${root.id}" tabindex="0" role="region" aria-label="Messages of the thread">
      <ol class="messages">${drawMessage(root, room, me)}</ol>
      <p class="divider"><span>Replies</span></p>
      <ol class="messages thread-messages">${drawMessages(page, room, `${room}/threads/${root.id}/earlier`, me)}</ol>
    </div>
    ${drawSayBox(`${room}/threads/${root.id}/say`)}`
}

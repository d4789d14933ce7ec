import { html } from 'hono/html'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { list } from '../../../kernel/words/text.ts'
import type { ConsoleMessage } from '../messages.ts'
import { home, roomPath, workPath } from '../paths.ts'
import { type ConsolePerson, mayRead } from '../people.ts'
import type { ConsoleRoom } from '../rooms.ts'
import { drawMessages } from './message.ts'

const PURPOSES = {
  orders: 'Every order, from arrival to delivery. Staff only.',
  alerts: 'What needs somebody to act. Staff only.',
  support: 'Complaints, returns and questions of customers. Staff only.',
}

type Given = {
  /** What stands in the command box already, to be sent. */
  typed?: string | undefined
  room: ConsoleRoom
  person: ConsolePerson
  people: readonly ConsolePerson[]
  page: { messages: readonly ConsoleMessage[]; earlier: boolean }
  /** What the page has seen; the live stream goes on from here. */
  revision: number
}

/** A room: its name and purpose, its messages, and the command box. */
export function drawRoom({ room, person, people, page, revision, typed = '' }: Given): Html {
  const at = roomPath(person, room.id)
  const name = plainText(room.name, 60)
  return html`${drawHead(room, person, people)}
  <div class="scroll" id="scroll" tabindex="0" role="region" aria-label="Messages in ${name}">
    <div class="flow">
      <h2 class="unseen">Messages</h2>
      <ol class="messages" id="messages" data-revision="${revision}">${drawMessages(page, at, `${at}/earlier`, person.user)}</ol>
      ${page.messages.length === 0 && drawEmpty(room, person)}
      <div class="answers" id="answers" aria-live="polite"></div>
    </div>
  </div>
  <button type="button" id="newer" hidden>New messages ↓</button>
  <form id="command" class="command" method="post" action="${at}/typed" hx-post="${at}/typed" hx-target="#answers" hx-swap="beforeend" hx-sync="this:drop">
    <ul id="suggestions" role="listbox" aria-label="Suggestions" hidden></ul>
    <div class="command-box">
      <input id="typed" name="text" type="text" role="combobox" aria-label="Command in ${name}" aria-expanded="false" aria-controls="suggestions"
        aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" value="${typed}" maxlength="4000" placeholder="Type / for a command">
      <kbd aria-hidden="true">Ctrl K</kbd>
      <button class="primary send" aria-label="Send the command">Send</button>
    </div>
  </form>`
}

/** For somebody who may read no room. */
export function drawNowhere(): Html {
  return html`<header class="room-head">${drawMenu()}
    <div class="room-title"><h1>No room yet</h1></div><p id="link" class="link" role="status"></p>
  </header>
  <div class="empty"><h2>No room is yours yet</h2><p>As soon as staff give you one, it appears here by itself.</p></div>`
}

/** The button that opens the sidebar where the window is too narrow for it. */
export function drawMenu(): Html {
  return html`<button type="button" class="icon menu" popovertarget="sidebar" aria-label="Rooms and people"><span class="bars" aria-hidden="true"></span></button>`
}

function drawHead(room: ConsoleRoom, person: ConsolePerson, people: readonly ConsolePerson[]): Html {
  const suppliers = new Set(
    people.filter(one => !one.staff && mayRead(one, room.id)).map(({ title }) => plainText(title, 60)),
  )
  const others = room.purpose ? PURPOSES[room.purpose] : sharedWith([...suppliers], person)
  return html`<header class="room-head">
    ${drawMenu()}
    <div class="room-title"><h1><span class="hash" aria-hidden="true">#</span>${drawText(room.name, 60)}</h1><p>${others}</p></div>
    <p id="link" class="link" role="status"></p>
    <a class="button" href="${workPath(person, room.id, person.staff ? 'orders' : 'purchase-orders')}">Work</a>
    ${person.staff && html`<a class="button" href="${home(person)}/import">Import orders</a>`}
  </header>`
}

function sharedWith(suppliers: readonly string[], person: ConsolePerson): Html | string {
  if (!person.staff) return 'Shared with the shop’s staff.'
  if (suppliers.length === 0) return 'No supplier can read this room yet.'
  return html`<strong class="shared">Shared</strong> with ${drawText(list(suppliers), 200)}: they read what is here.`
}

function drawEmpty(room: ConsoleRoom, person: ConsolePerson): Html {
  const { words, example } = emptyWords(room, person)
  return html`<div class="empty" id="empty">
    <h2>Nothing here yet</h2>
    <p>${words}</p>
    <p><button type="button" class="example" data-example="${example}"><code>${example}</code></button></p>
  </div>`
}

function emptyWords(room: ConsoleRoom, person: ConsolePerson): { words: string; example: string } {
  if (!person.staff)
    return {
      words: 'Orders for you will appear here, each with its buttons. To see what you can ask:',
      example: '/help',
    }
  if (room.purpose === 'orders')
    return { words: 'Orders appear here as they come in. To see those you have:', example: '/order list' }
  if (room.purpose === null)
    return { words: 'Forward an order and its purchase order appears here:', example: '/order forward 1042' }
  return { words: 'It is quiet. To see what you can ask:', example: '/help' }
}

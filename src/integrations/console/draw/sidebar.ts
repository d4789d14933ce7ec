import { createHash } from 'node:crypto'
import { html } from 'hono/html'
import { drawText, type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { home, roomPath, welcomePath } from '../paths.ts'
import type { ConsolePerson } from '../people.ts'
import type { Visit } from '../receive/visit.ts'
import { type ConsoleRoom, STAFF_ROOMS } from '../rooms.ts'

export type Sidebar = {
  person: ConsolePerson
  people: readonly ConsolePerson[]
  rooms: readonly ConsoleRoom[]
  newest: ReadonlyMap<string, number>
  /** The room that is open. */
  current: string | null
  /** How one came in. */
  visit: Pick<Visit, 'user' | 'signedIn' | 'canBeFirst'>
}

/** What is open on the first page; no room is called so. */
export const START = 'first/steps'

/** Changes when the sidebar would: rooms came or went, or people did. */
export function sidebarMark({ person, people, rooms }: Pick<Sidebar, 'person' | 'people' | 'rooms'>): string {
  return createHash('sha256')
    .update(JSON.stringify([person, people, rooms]))
    .digest('base64url')
    .slice(0, 12)
}

/** The inside of the sidebar: the rooms one may read, and who one is. */
export function drawSidebar(side: Sidebar): Html {
  const staff = side.rooms.filter(({ id }) => STAFF_ROOMS.some(room => room.id === id))
  const suppliers = side.rooms.filter(room => !staff.includes(room))
  return html`<p class="brand"><span class="mark" aria-hidden="true"></span>Waybill</p>
    <div class="rooms">${side.person.staff && drawStart(side)}${drawGroup('Staff', staff, side)}${drawGroup(side.person.staff ? 'Suppliers' : 'Your rooms', suppliers, side)}</div>
    ${drawMe(side)}`
}

function drawStart({ person, current }: Sidebar): Html {
  const mark = current === START ? 'page' : 'false'
  return html`<section><ul><li><a href="${welcomePath(person)}" aria-current="${mark}">First steps</a></li></ul></section>`
}

function drawGroup(title: string, rooms: readonly ConsoleRoom[], side: Sidebar): Html | null {
  if (rooms.length === 0) return null
  return html`<section><h2>${title}</h2><ul>${rooms.map(room => drawRoom(room, side))}</ul></section>`
}

function drawRoom({ id, name }: ConsoleRoom, { person, newest, current }: Sidebar): Html {
  const mark = id === current ? 'page' : 'false'
  return html`<li><a href="${roomPath(person, id)}" aria-current="${mark}" data-room="${id}" data-newest="${newest.get(id) ?? 0}">
    <span class="hash" aria-hidden="true">#</span>${drawText(name, 60)}<span class="dot" hidden><span class="unseen">unread</span></span>
  </a></li>`
}

/** Links, not a select: each opens in a window of its own if one likes, and the arrow keys change nothing by accident. */
function drawMe({ person, people, visit }: Sidebar): Html {
  const mayBe = visit.user === null ? people : [person]
  const link = (
    one: ConsolePerson,
  ) => html`<li><a href="${home(one)}" aria-current="${one.user === person.user ? 'true' : 'false'}">
    ${drawWho(one)}</a></li>`
  return html`<div class="me">
    <button type="button" class="who-button" popovertarget="people">
      <span class="unseen">You are</span> ${drawWho(person)}<span class="unseen">. Change who you are</span><span class="chevron" aria-hidden="true"></span>
    </button>
    <div id="people" popover>
      <p class="menu-title">${visit.user === null ? 'Who are you?' : 'You'}</p>
      <ul>${mayBe.map(link)}</ul>
      ${visit.canBeFirst && person.staff && html`<p><a class="button plain" href="/first">Sign in by name…</a></p>`}
      ${visit.signedIn && html`<form method="post" action="/logout"><button class="plain">Sign out</button></form>`}
    </div>
  </div>`
}

function drawWho({ user, name, title, staff }: ConsolePerson): Html {
  const tint = [...user].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6
  return html`<span class="face tint-${tint}" aria-hidden="true">${initials(name)}</span>
    <span class="who"><span class="name">${drawText(name, 60)}</span> <span class="title">${staff ? 'Staff' : drawText(title, 60)}</span></span>`
}

function initials(name: string): string {
  const words = plainText(name, 200)
    .split(/\s+/u)
    .filter(word => /^[\p{L}\p{N}]/u.test(word))
  return (
    [words[0], words.length > 1 ? words.at(-1) : undefined]
      .map(word => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  )
}

import { openThread } from './thread.js'
import { showTimes } from './times.js'
import { noteNewest, showUnread } from './unread.js'

const page = document.body.dataset
/** A list longer than this is fetched again as one page. */
const MOST = 1_000
/** So far from the end one is reading, not waiting. */
const READING = -80

/** Shows a message that is new or has changed, wherever it stands on the page. */
export function showMessage({ room, id, thread, html, summary }, htmx) {
  noteNewest(room, id)
  if (html === undefined) return
  const drawn = document.createRange().createContextualFragment(html).firstElementChild
  showTimes(drawn)
  for (const item of document.querySelectorAll(`[data-message="${id}"]`)) {
    redraw(item.querySelector('.seen'), drawn.querySelector('.seen').cloneNode(true), htmx)
  }
  const list = thread === null ? document.getElementById('messages') : threadList(thread)
  if (!list || !insert(list, drawn, id)) return
  drawn.classList.add('fresh')
  htmx.process(drawn)
  document.getElementById('empty')?.remove()
  document.getElementById('news').textContent = summary
  const scroll = document.getElementById('scroll')
  if (thread !== null) drawn.scrollIntoView({ block: 'nearest' })
  else if (scroll.scrollTop < READING) document.getElementById('newer').hidden = false
  else if (list.childElementCount > MOST) refresh(htmx)
}

/** Puts a message where it belongs; not at all when it is here, or when it belongs before what was loaded. */
function insert(list, drawn, id) {
  const items = [...list.querySelectorAll(':scope > [data-message]')]
  const after = items.find(item => Number(item.dataset.message) >= id)
  const here = Number(after?.dataset.message) === id
  const before = after !== undefined && after === items[0] && list.querySelector('.earlier') !== null
  if (here || before) return false
  list.insertBefore(drawn, after ?? null)
  return true
}

function threadList(thread) {
  return openThread() === String(thread) ? document.querySelector('.thread-messages') : null
}

/** Changes a card in place; the focus stays on the button that had it. */
function redraw(seen, drawn, htmx) {
  const held = seen.contains(document.activeElement) ? document.activeElement : null
  seen.replaceWith(drawn)
  htmx.process(drawn)
  if (!held) return
  const same = held.value
    ? drawn.querySelector(`button[value="${CSS.escape(held.value)}"]`)
    : drawn.querySelector('.replies')
  const next = same ?? drawn.querySelector('button') ?? drawn.querySelector('.card')
  if (next.matches('.card')) next.tabIndex = -1
  next.focus()
}

/** Fetches the room's newest messages as they are now. */
export async function refresh(htmx) {
  await htmx.ajax('GET', location.href, { target: '#messages', select: '#messages', swap: 'outerHTML' })
  const list = document.getElementById('messages')
  if (list) page.revision = list.dataset.revision
}

export function showSidebar({ side, html }) {
  page.side = side
  document.getElementById('sidebar').innerHTML = html
  showUnread()
}

/** The room's list is drawn from its end upwards, so the end is where `scrollTop` is 0. */
export function watchScroll() {
  const scroll = document.getElementById('scroll')
  const newer = document.getElementById('newer')
  if (!newer) return
  newer.addEventListener('click', () => {
    scroll.scrollTop = 0
  })
  scroll.addEventListener('scroll', () => {
    if (scroll.scrollTop > READING) newer.hidden = true
  })
}

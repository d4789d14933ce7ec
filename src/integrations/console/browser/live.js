import { openThread } from './thread.js'
import { showTimes } from './times.js'
import { noteNewest, showUnread } from './unread.js'

const page = document.body.dataset
/** The server gives a sign of life every ten seconds. */
const SILENCE = 35_000
const REST = 5 * 60_000
const LONGEST_WAIT = 15_000
/** More messages than this in one list are fetched anew as one page. */
const MOST = 1_000

/** Keeps the page as the server has it: what changes is told, and after a break all that changed meanwhile. */
export function follow(htmx) {
  let stream
  let wait = 500
  let dead
  let resting
  const link = document.getElementById('link')
  const hear = {
    message: data => showMessage(JSON.parse(data)),
    sidebar: data => showSidebar(JSON.parse(data)),
    at: data => (page.revision = data),
    stale: refresh,
    gone: () => location.replace('/'),
    alive: () => {},
  }

  function connect() {
    stream?.close()
    const query = new URLSearchParams({ room: page.room, since: page.revision, side: page.side })
    stream = new EventSource(`${page.home}/live?${query}`)
    stream.addEventListener('open', () => {
      wait = 500
      link.textContent = ''
      alive()
    })
    stream.addEventListener('error', broken)
    for (const [name, does] of Object.entries(hear)) {
      stream.addEventListener(name, event => {
        alive()
        does(event.data)
      })
    }
    alive()
  }

  function broken() {
    stream.close()
    link.textContent = 'Reconnecting…'
    clearTimeout(dead)
    dead = setTimeout(connect, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }

  /** Browsers open few streams to one house: windows that nobody looks at give theirs back. */
  function rest() {
    clearTimeout(dead)
    stream.close()
  }

  function alive() {
    clearTimeout(dead)
    dead = setTimeout(broken, SILENCE)
  }

  function refresh() {
    htmx.ajax('GET', location.href, { target: '#messages', select: '#messages', swap: 'outerHTML' })
  }

  function showMessage({ room, id, thread, html, summary }) {
    noteNewest(room, id)
    if (html === undefined) return
    const drawn = document.createRange().createContextualFragment(html).firstElementChild
    showTimes(drawn)
    const shown = document.querySelectorAll(`[data-message="${id}"]`)
    for (const item of shown) redraw(item.querySelector('.seen'), drawn.querySelector('.seen').cloneNode(true), htmx)
    const list = thread === null ? document.getElementById('messages') : threadList(thread)
    if (list && !list.querySelector(`:scope > [data-message="${id}"]`) && id > newestOf(list))
      append(list, drawn, summary)
  }

  function append(list, drawn, summary) {
    const scroll = document.getElementById('scroll')
    document.getElementById('empty')?.remove()
    list.append(drawn)
    drawn.classList.add('fresh')
    htmx.process(drawn)
    document.getElementById('news').textContent = summary
    if (list.id !== 'messages') drawn.scrollIntoView({ block: 'nearest' })
    else if (scroll.scrollTop < -80) document.getElementById('newer').hidden = false
    else if (list.childElementCount > MOST) refresh()
  }

  window.addEventListener('online', connect)
  document.addEventListener('visibilitychange', () => {
    clearTimeout(resting)
    if (document.visibilityState === 'hidden') resting = setTimeout(rest, REST)
    else if (stream.readyState === EventSource.CLOSED) connect()
  })
  watchScroll()
  connect()
}

function threadList(thread) {
  return openThread() === String(thread) ? document.querySelector('.thread-messages') : null
}

function newestOf(list) {
  return Number(list.lastElementChild?.dataset.message ?? 0)
}

/** Changes a card in place; whoever stood on one of its buttons stays on it. */
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

function showSidebar({ side, html }) {
  page.side = side
  document.getElementById('sidebar').innerHTML = html
  showUnread()
}

/** The room's list is drawn from its end upwards, so the end is where `scrollTop` is 0. */
function watchScroll() {
  const scroll = document.getElementById('scroll')
  const newer = document.getElementById('newer')
  if (!scroll || !newer) return
  newer.addEventListener('click', () => {
    scroll.scrollTop = 0
  })
  scroll.addEventListener('scroll', () => {
    if (scroll.scrollTop > -80) newer.hidden = true
  })
}

import { refresh, showMessage, showSidebar, watchScroll } from './changes.js'

const page = document.body.dataset
/** The server gives a sign of life every ten seconds. */
const SILENCE = 35_000
const LONGEST_WAIT = 15_000
/** A window that nobody has looked at for so long gives its stream back: browsers open few of them. */
const REST = 5 * 60_000

/**
 * Keeps the page as the server has it: changes are drawn as they come, and after a break all that changed meanwhile.
 */
export function follow(htmx) {
  const link = document.getElementById('link')
  let stream
  let wait = 500
  let next
  let resting

  const hear = {
    message: data => showMessage(JSON.parse(data), htmx),
    sidebar: data => showSidebar(JSON.parse(data)),
    at: data => {
      page.revision = data
    },
    stale: () => refresh(htmx).then(connect),
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
    })
    stream.addEventListener('error', broken)
    for (const [name, does] of Object.entries(hear)) {
      stream.addEventListener(name, event => {
        expect(broken, SILENCE)
        does(event.data)
      })
    }
    expect(broken, SILENCE)
  }

  function broken() {
    stream.close()
    link.textContent = 'Reconnecting…'
    if (wait > 2_000) leaveIfShutOut()
    expect(connect, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }

  function expect(what, within) {
    clearTimeout(next)
    next = setTimeout(what, within)
  }

  window.addEventListener('online', connect)
  document.addEventListener('visibilitychange', () => {
    clearTimeout(resting)
    if (document.visibilityState === 'visible' && stream.readyState === EventSource.CLOSED) connect()
    if (document.visibilityState === 'hidden') {
      resting = setTimeout(() => {
        clearTimeout(next)
        stream.close()
      }, REST)
    }
  })
  watchScroll()
  connect()
}

/** When the page itself is no longer answered with a page, it is because one must sign in again. */
async function leaveIfShutOut() {
  const answer = await fetch(location.href, { redirect: 'manual', headers: { Accept: 'text/html' } }).catch(() => null)
  if (answer?.type === 'opaqueredirect') location.reload()
}

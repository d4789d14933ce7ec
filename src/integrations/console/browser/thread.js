const panel = document.getElementById('thread')

/** Threads open beside the room; the address says which, so that a reload shows it again. */
export function watchThread(htmx) {
  document.addEventListener('click', event => {
    if (event.target.closest?.('[data-close-thread]')) return close()
    const link = event.target.closest?.('a.replies')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(htmx, link)
  })
  document.addEventListener('keydown', event => {
    const free = !event.defaultPrevented && !document.querySelector('dialog[open], :popover-open')
    if (event.key === 'Escape' && free && panel.childElementCount > 0) close()
  })
}

/** The root whose thread is open, or null. */
export function openThread() {
  return panel.querySelector('[data-thread]')?.dataset.thread ?? null
}

async function open(htmx, link) {
  await htmx.ajax('GET', link.dataset.open, { source: link, target: panel, swap: 'innerHTML' })
  if (panel.childElementCount === 0) return
  history.replaceState(null, '', link.href)
  panel.querySelector('h2').focus()
}

function close() {
  const root = openThread()
  panel.replaceChildren()
  history.replaceState(null, '', location.pathname)
  const link = document.querySelector(`#messages [data-message="${root}"] .replies`)
  const next = link ?? document.getElementById('typed')
  next?.focus()
}

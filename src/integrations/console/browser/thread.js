const panel = document.getElementById('thread')

/** Threads open next to the room; the address says which, so that a reload shows it again. */
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
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.closest?.('.say textarea')) {
      event.preventDefault()
      event.target.form.requestSubmit()
    }
  })
  // What was sent and is answered stands in the thread, or is done.
  panel.addEventListener('htmx:afterRequest', event => {
    const box = event.target.closest('.say form')?.elements.text
    if (!box || !event.detail.successful || box.value !== event.detail.requestConfig.parameters.text) return
    box.form.reset()
    countFiles(box.form)
  })
  panel.addEventListener('change', event => {
    if (event.target.matches('.say input[type=file]')) countFiles(event.target.form)
  })
}

/** The root whose thread is open, or null. */
export function openThread() {
  return panel.querySelector('[data-thread]')?.dataset.thread ?? null
}

/** How many files go along with what is being written. */
function countFiles(form) {
  const { files } = form.elements
  form.querySelector('.attach').dataset.count = files.files.length || ''
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

import { completing } from './completing.js'

/** The command box: completion, history, and the keys that lead to it. */
export function watchBox() {
  const box = document.getElementById('typed')
  if (!box) return
  const form = document.getElementById('command')
  const { close } = completing(
    box,
    document.getElementById('suggestions'),
    `${form.action.replace(/typed$/, 'suggest')}`,
  )
  const history = remembering(box)

  form.addEventListener('htmx:configRequest', close)
  form.addEventListener('htmx:confirm', event => {
    if (!box.value.trim()) event.preventDefault()
  })
  form.addEventListener('htmx:afterRequest', event => {
    if (!event.detail.successful) return
    const sent = event.detail.requestConfig.parameters.text
    history.add(sent)
    if (box.value === sent) box.value = ''
  })
  document.addEventListener('keydown', event => {
    const elsewhere = !event.target.closest('input, textarea, select, dialog')
    const called =
      (event.key === 'k' && (event.ctrlKey || event.metaKey)) ||
      (event.key === '/' && elsewhere && !event.ctrlKey && !event.metaKey)
    if (!called || document.querySelector('dialog[open]')) return
    event.preventDefault()
    box.focus()
    if (event.key === '/' && !box.value) fill('/')
  })
  document.addEventListener('click', event => {
    const example = event.target.closest?.('[data-example]')
    if (example) fill(example.dataset.example)
  })

  function fill(text) {
    box.value = text
    box.focus()
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** ArrowUp and ArrowDown go through what was sent from this window, when no completions are open. */
function remembering(box) {
  const key = `waybill:sent:${document.body.dataset.user}`
  const sent = JSON.parse(sessionStorage.getItem(key) ?? '[]')
  let at = sent.length
  let draft = ''
  box.addEventListener('input', () => {
    at = sent.length
  })
  box.addEventListener('keydown', event => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step || event.defaultPrevented || box.getAttribute('aria-expanded') === 'true') return
    const to = Math.min(sent.length, Math.max(0, at + step))
    if (to === at) return
    event.preventDefault()
    if (at === sent.length) draft = box.value
    at = to
    box.value = at === sent.length ? draft : sent[at]
    box.setSelectionRange(box.value.length, box.value.length)
  })
  return {
    add(text) {
      if (sent.at(-1) !== text) sent.push(text)
      sent.splice(0, sent.length - 50)
      at = sent.length
      sessionStorage.setItem(key, JSON.stringify(sent))
    },
  }
}

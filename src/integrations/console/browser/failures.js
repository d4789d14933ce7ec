import { answersOf } from './answers.js'

const SILENT = 'Waybill did not answer. It may be starting again, or your connection is gone.'
const MOST_BYTES = 20 * 1024 * 1024

/** Says in a sentence what did not work next to what was pressed, and offers to try again. */
export function watchFailures(htmx) {
  for (const name of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
    document.addEventListener(name, event => failed(event, htmx))
  }
  document.addEventListener('htmx:confirm', event => {
    const file = event.target.matches('[data-upload]') && event.target.querySelector('input[type=file]').files[0]
    if (!file || file.size <= MOST_BYTES) return
    event.preventDefault()
    tell(
      event.target.querySelector('.form-alert'),
      'That file is larger than 20 MB. Split it and send the parts one after the other.',
      null,
    )
  })
}

function failed(event, htmx) {
  const { elt, requestConfig, xhr } = event.detail
  // What asks again by itself goes on asking.
  if (elt.matches('[hx-trigger^="load"]')) {
    return setTimeout(
      () => htmx.ajax('GET', requestConfig.path, { source: elt, target: elt.getAttribute('hx-target') }),
      2_000,
    )
  }
  const ours = xhr?.getResponseHeader('Content-Type')?.startsWith('text/plain')
  const sentence = ours ? xhr.responseText : SILENT
  const submitter = requestConfig.triggeringEvent?.submitter
  const final = xhr?.status >= 400 && xhr.status < 500
  const again = () =>
    elt.matches('form') ? elt.requestSubmit(submitter?.isConnected ? submitter : undefined) : elt.click()
  tell(elt.querySelector('.form-alert') ?? answersOf(elt), sentence, final ? null : again)
}

function tell(place, sentence, again) {
  const note = document.createElement('section')
  note.className = 'answer refused failure'
  note.setAttribute('role', 'alert')
  const words = document.createElement('p')
  words.className = 'said'
  words.textContent = sentence
  note.append(words)
  if (again) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Try again' })
    button.addEventListener('click', () => {
      note.remove()
      again()
    })
    note.append(button)
  }
  for (const old of place.querySelectorAll(':scope > .failure')) old.remove()
  place.append(note)
  note.scrollIntoView({ block: 'nearest' })
}

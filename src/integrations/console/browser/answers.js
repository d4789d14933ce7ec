const dialog = document.getElementById('form')
/** Presses of one button within this time are one press, ms. */
const ONE_PRESS = 700

let opener = null
let lastPress = { token: '', at: 0 }

/** Puts private answers where they belong: a form into the dialog, a note below what was pressed or typed. */
export function watchAnswers() {
  document.addEventListener('htmx:beforeRequest', beforeRequest)
  document.addEventListener('htmx:afterRequest', event => setBusy(event, false))
  document.addEventListener('htmx:beforeSwap', place)
  document.addEventListener('htmx:afterSwap', event => {
    if (event.target === dialog) openDialog()
    else if (event.target.id === 'answers') showLast(event.target)
    else if (event.target.matches('.answers, .form-alert')) event.target.scrollIntoView({ block: 'nearest' })
  })
  document.addEventListener('click', dismiss)
  dialog.addEventListener('close', closed)
  dialog.addEventListener('click', event => event.target === dialog && dialog.close())
}

/** The list of answers that belongs to an element. */
export function answersOf(element) {
  if (dialog.contains(element)) return dialog.querySelector('.form-alert')
  return element.closest('.answer, .message, .say')?.querySelector('.answers') ?? document.getElementById('answers')
}

function beforeRequest(event) {
  const token = submitter(event)?.value
  if (token && event.detail.elt.matches('.presses')) {
    const again = lastPress.token === token && performance.now() - lastPress.at < ONE_PRESS
    if (again) return event.preventDefault()
    lastPress = { token, at: performance.now() }
  }
  setBusy(event, true)
}

function setBusy(event, busy) {
  const button = submitter(event) ?? event.detail.elt.querySelector?.('button.primary')
  if (busy) button?.setAttribute('aria-busy', 'true')
  else button?.removeAttribute('aria-busy')
}

function submitter(event) {
  return event.detail.requestConfig?.triggeringEvent?.submitter
}

function place(event) {
  const { xhr, requestConfig } = event.detail
  const shape = xhr.getResponseHeader('Waybill-Answer')
  if (!shape || event.detail.isError) return
  const { elt } = requestConfig
  const inDialog = dialog.contains(elt)
  let target = answersOf(elt)
  if (shape === 'form') {
    if (!inDialog) opener = { element: submitter(event) ?? document.activeElement, answers: answersOf(elt) }
    target = dialog
  } else if (inDialog && (shape === 'note' || shape === 'done')) {
    target = opener?.answers.isConnected ? opener.answers : document.getElementById('answers')
    dialog.close()
  }
  event.detail.target = target
  // A table has room for one answer above it, a room for the newest below its messages.
  event.detail.swapOverride = target.id === 'answers' && !target.dataset.one ? 'beforeend' : 'innerHTML'
  if (shape === 'refused' && inDialog) clearErrors()
}

/** The newest answer in sight, and not more of them than anybody reads. */
function showLast(answers) {
  document.getElementById('empty')?.remove()
  while (answers.children.length > 9) answers.firstElementChild.remove()
  const scroll = document.getElementById('scroll')
  const last = answers.lastElementChild
  scroll.scrollTop = 0
  // A long answer is read from its beginning.
  if (last?.offsetHeight > scroll.clientHeight) last.scrollIntoView({ block: 'start' })
}

/** What was wrong with a field is settled once the whole was understood and refused. */
function clearErrors() {
  for (const error of dialog.querySelectorAll('.error')) error.remove()
  for (const field of dialog.querySelectorAll('[aria-invalid="true"]')) field.setAttribute('aria-invalid', 'false')
}

function openDialog() {
  if (!dialog.open) dialog.showModal()
  const wrong = dialog.querySelector('[aria-invalid="true"]')
  const first =
    wrong ??
    dialog.querySelector('.field input, .field select, .field textarea') ??
    dialog.querySelector('button.primary')
  first?.focus()
}

function closed() {
  const button = opener?.element
  dialog.replaceChildren()
  const place = opener?.answers.closest('.answer, .message')
  const same = place?.querySelector(`button[value="${CSS.escape(button?.value ?? '')}"]`)
  const next = button?.isConnected
    ? button
    : (same ?? place?.querySelector('button') ?? document.getElementById('typed'))
  next?.focus()
}

function dismiss(event) {
  if (event.target.closest?.('[data-close]')) return dialog.close()
  const button = event.target.closest?.('[data-dismiss]')
  if (!button) return
  const place = button.closest('.answers')
  button.closest('.answer').remove()
  const next = place.closest('.message, .answer')?.querySelector('.presses button') ?? document.getElementById('typed')
  next?.focus()
}

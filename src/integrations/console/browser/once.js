/** What was sent and never answered, by the form that sent it. */
const unanswered = new WeakMap()

/** Gives each sending a key of its own, and the same key to the same sending again, so that it is done once. */
export function sendOnce() {
  document.addEventListener('htmx:configRequest', event => {
    const { elt, formData, headers, verb } = event.detail
    if (verb !== 'post') return
    const sent = [...formData].map(([name, value]) => `${name}=${said(value)}`).join('&')
    const before = unanswered.get(elt)
    const once = before?.sent === sent ? before.once : key()
    unanswered.set(elt, { sent, once })
    headers['Waybill-Once'] = once
  })
  document.addEventListener('htmx:afterRequest', event => {
    const { xhr, elt } = event.detail
    if (xhr.status > 0 && xhr.status < 500) unanswered.delete(elt)
  })
}

/** A file is the same again when its name, size and time are. */
function said(value) {
  return value instanceof File ? `${value.name} ${value.size} ${value.lastModified}` : value
}

/** `randomUUID` is there over TLS alone. */
function key() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

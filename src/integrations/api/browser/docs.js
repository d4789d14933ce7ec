/** Sends what a form says, with the key that was pasted; the key stays in this page. */
async function send(form) {
  const key = document.querySelector('#key').value.trim()
  const values = Object.fromEntries(new FormData(form))
  const path = form.dataset.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[`path:${name}`] ?? ''))
  const asked = Object.entries(values).filter(([name, value]) => name.startsWith('query:') && value)
  const query = new URLSearchParams(asked.map(([name, value]) => [name.slice('query:'.length), value]))
  const answer = await fetch(`/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, {
    method: form.dataset.method,
    headers: {
      ...(key && { Authorization: `Bearer ${key}` }),
      ...('body' in values && { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }),
    },
    ...('body' in values && { body: values.body || '{}' }),
  })
  const type = answer.headers.get('Content-Type') ?? ''
  const text = type.includes('json') ? JSON.stringify(await answer.json(), null, 2) : `A file: ${type}`
  return `${answer.status} ${answer.statusText}\n\n${text}`
}

document.addEventListener('submit', event => {
  event.preventDefault()
  const form = event.target
  const shown = form.querySelector('output')
  shown.textContent = 'Waiting for the answer …'
  send(form).then(
    text => {
      shown.textContent = text
    },
    error => {
      shown.textContent = `Not sent: ${error.message}`
    },
  )
})

/** Rows of a table that are chosen: how many is said, and one box chooses all. Back from an answer goes the focus. */
export function watchWork() {
  const table = document.getElementById('rows')
  if (!table) return
  const all = table.querySelector('[data-all]')
  const boxes = [...table.querySelectorAll('tbody input[type="checkbox"]')]
  const count = document.getElementById('chosen')
  const acts = document.querySelectorAll('[data-act]')
  const show = () => {
    const chosen = boxes.filter(({ checked }) => checked).length
    count.textContent = chosen > 0 ? `${chosen} chosen` : 'None chosen'
    for (const act of acts) act.disabled = chosen === 0
    all.checked = chosen > 0 && chosen === boxes.length
    all.indeterminate = chosen > 0 && chosen < boxes.length
  }
  if (all) {
    table.addEventListener('change', event => {
      if (event.target === all) for (const box of boxes) box.checked = all.checked
      show()
    })
    // A page that one comes back to keeps what was ticked.
    addEventListener('pageshow', show)
    show()
  }
  let opened = null
  table.addEventListener('click', event => {
    opened = event.target.closest('[data-open]') ?? opened
  })
  document.getElementById('answers').addEventListener('click', event => {
    if (event.target.closest('[data-dismiss]')) queueMicrotask(() => opened?.focus())
  })
}

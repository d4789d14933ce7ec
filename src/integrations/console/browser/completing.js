const PAUSE = 60

/** A combobox over the text box (ARIA pattern “editable combobox with list autocomplete”). */
export function completing(box, list, address) {
  let active = -1
  let asking = new AbortController()
  let waiting

  box.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, PAUSE)
  })
  box.addEventListener('blur', () => setTimeout(close, 120))
  box.addEventListener('keydown', event => {
    if (list.hidden) return
    const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: close }
    const does = keys[event.key] ?? (chooses(event) ? () => choose(options()[Math.max(active, 0)]) : null)
    if (!does) return
    event.preventDefault()
    event.stopPropagation()
    does()
  })
  list.addEventListener('pointerdown', event => {
    event.preventDefault()
    const option = event.target.closest('[role=option]')
    if (option) choose(option)
  })

  /** Enter takes only what was gone to with the arrows, so that a finished command is sent by it. */
  function chooses({ key, shiftKey, isComposing }) {
    return (key === 'Tab' && !shiftKey) || (key === 'Enter' && active >= 0 && !isComposing)
  }

  function options() {
    return [...list.querySelectorAll('[role=option]')]
  }

  async function ask() {
    asking.abort()
    asking = new AbortController()
    const text = box.value
    if (!text.trim()) return close()
    try {
      const answer = await fetch(`${address}?text=${encodeURIComponent(text)}`, {
        signal: asking.signal,
        redirect: 'error',
      })
      if (!answer.ok || box.value !== text || document.activeElement !== box) return
      list.innerHTML = await answer.text()
    } catch {
      return
    }
    for (const option of options()) if (option.dataset.insert.trim() === text.trim()) option.remove()
    if (options().length === 0) return close()
    list.hidden = false
    list.scrollTop = 0
    box.setAttribute('aria-expanded', 'true')
    mark(-1)
  }

  function move(step) {
    const count = options().length
    mark(active < 0 && step < 0 ? count - 1 : (active + step + count) % count)
  }

  function mark(position) {
    active = position
    for (const [index, option] of options().entries()) option.setAttribute('aria-selected', String(index === active))
    const option = options()[active]
    if (option) {
      box.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else box.removeAttribute('aria-activedescendant')
  }

  function choose(option) {
    if (!option) return
    box.value = option.dataset.insert
    box.setSelectionRange(box.value.length, box.value.length)
    close()
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }

  function close() {
    clearTimeout(waiting)
    asking.abort()
    list.hidden = true
    active = -1
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
  }

  return { close }
}

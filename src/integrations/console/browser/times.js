const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
const MINUTE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const full = new Intl.DateTimeFormat('en-GB', { ...DAY, ...MINUTE })
const named = new Intl.DateTimeFormat('en-GB', { ...DAY, ...MINUTE, timeZoneName: 'short' })
const today = new Intl.DateTimeFormat('en-GB', MINUTE)
const thisYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...MINUTE })

/** Puts moments in the reader's own zone; one that belongs to another zone keeps it and tells ours on hovering. */
export function showTimes(root) {
  for (const time of root.querySelectorAll('time[data-local], time[data-short], time[data-zoned]')) {
    const at = new Date(time.dateTime)
    time.title = named.format(at)
    if ('local' in time.dataset) time.textContent = full.format(at)
    if ('short' in time.dataset) time.textContent = short(at)
  }
}

function short(at) {
  const now = new Date()
  if (at.toDateString() === now.toDateString()) return today.format(at)
  return (at.getFullYear() === now.getFullYear() ? thisYear : full).format(at)
}

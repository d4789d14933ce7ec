const key = `waybill:seen:${document.body.dataset.user}`

/** Dots next to the rooms that hold something newer than what was last seen there, and their number in the title. */
export function showUnread() {
  const seen = JSON.parse(localStorage.getItem(key) ?? '{}')
  const links = [...document.querySelectorAll('#sidebar [data-room]')]
  const { room } = document.body.dataset
  for (const link of links) {
    const newest = Number(link.dataset.newest)
    if (link.dataset.room === room && document.visibilityState === 'visible')
      seen[room] = Math.max(newest, seen[room] ?? 0)
    const unread = newest > (seen[link.dataset.room] ?? 0)
    link.classList.toggle('unread', unread)
    link.querySelector('.dot').hidden = !unread
  }
  localStorage.setItem(key, JSON.stringify(seen))
  const count = links.filter(link => link.classList.contains('unread')).length
  document.title = document.title.replace(/^\(\d+\) /, '').replace(/^/, count ? `(${count}) ` : '')
}

/** Notes that a room holds a message of that number. */
export function noteNewest(room, id) {
  const link = document.querySelector(`#sidebar [data-room="${CSS.escape(room)}"]`)
  if (!link || Number(link.dataset.newest) >= id) return
  link.dataset.newest = id
  showUnread()
}

document.addEventListener('visibilitychange', showUnread)

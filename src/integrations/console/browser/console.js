import { watchAnswers } from './answers.js'
import { watchBox } from './box.js'
import { watchFailures } from './failures.js'
import htmx from './htmx.js'
import { follow } from './live.js'
import { sendOnce } from './once.js'
import { watchThread } from './thread.js'
import { showTimes } from './times.js'
import { showUnread } from './unread.js'
import { watchWork } from './work.js'

showTimes(document)
document.addEventListener('htmx:afterSwap', event => showTimes(event.target))
// A picture that does not load leaves its empty frame.
document.addEventListener('error', event => event.target instanceof HTMLImageElement && event.target.remove(), true)

if (document.body.dataset.home) {
  sendOnce()
  watchAnswers()
  watchFailures(htmx)
  watchThread(htmx)
  watchBox()
  watchWork()
  showUnread()
  follow(htmx)
}

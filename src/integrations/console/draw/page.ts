import { html } from 'hono/html'
import { type Html, plainText } from '../../../kernel/pages/phrase.ts'
import { drawSidebar, type Sidebar, sidebarMark } from './sidebar.ts'

/** htmx without eval, scripts, inline styles and history: what our content policy forbids anyway, or nobody needs. */
const HTMX = JSON.stringify({
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyEnabled: false,
  attributesToSettle: [],
  timeout: 60_000,
})

/** Any page: the head, and what is inside the body. */
export function drawPage(title: string, assets: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="htmx-config" content="${HTMX}">
  <title>${plainText(title, 100)} · Waybill</title>
  <link rel="icon" href="${assets}/icon.svg" type="image/svg+xml">
  ${['base', 'layout', 'sidebar', 'card', 'answer', 'form', 'files', 'say', 'work'].map(sheet => html`<link rel="stylesheet" href="${assets}/${sheet}.css">`)}
  <script type="module" src="${assets}/console.js"></script>
</head>
${body}
</html>`
}

/** A page of the workspace: the sidebar, and what is next to it. */
export function drawWorkspace(given: {
  title: string
  assets: string
  side: Sidebar
  /** What the page's own script must know. */
  data: { home: string; room: string; revision: number }
  main: Html
  thread: Html | null
  /** Where somebody goes who needs no list of rooms. */
  skip?: { to: string; words: string }
}): Html {
  const { side, data, skip = { to: 'typed', words: 'Skip to the command box' } } = given
  return drawPage(
    given.title,
    given.assets,
    html`<body class="workspace" data-user="${side.person.user}" data-home="${data.home}" data-room="${data.room}" data-side="${sidebarMark(side)}" data-revision="${data.revision}">
  <a class="skip" href="#${skip.to}">${skip.words}</a>
  <nav id="sidebar" class="sidebar" popover aria-label="Rooms and people">${drawSidebar(side)}</nav>
  <main>${given.main}</main>
  <aside id="thread" aria-label="Thread">${given.thread}</aside>
  <dialog id="form" aria-labelledby="form-title"></dialog>
  <p id="news" class="unseen" aria-live="polite"></p>
  <noscript><p class="noscript">This page needs JavaScript, which is switched off in your browser.</p></noscript>
</body>`,
  )
}

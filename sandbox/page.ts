import { html, raw } from 'hono/html'

export type Html = ReturnType<typeof html>

type Given = { title: string; look?: 'slack' | 'discord' | 'plain'; said?: string | undefined; nav?: Html; body: Html }

const STYLE = `
:root { font: 15px/1.45 system-ui, sans-serif; color: #1d1c1d }
* { box-sizing: border-box } body { margin: 0; display: grid; grid-template-columns: 13rem 1fr; min-height: 100vh }
nav { padding: 1rem; background: #eee } nav a { display: block; padding: .15rem .5rem; color: inherit; text-decoration: none; border-radius: .3rem }
nav a[aria-current] { background: #fff4; font-weight: 600 } nav h2 { font-size: .8rem; margin: 1rem .5rem .25rem; opacity: .75 }
main { padding: 1rem 1.5rem; max-width: 56rem } h1 { font-size: 1.1rem; margin: 0 0 1rem }
.said { background: #fff3c4; color: #3b2f00; padding: .5rem .75rem; border-radius: .4rem }
article { margin: 0 0 1rem; padding-left: .75rem; border-left: 4px solid transparent }
article.reply { margin-left: 2.5rem } article.private { background: #fff8e1; color: #1d1c1d } article header { font-weight: 700 }
article h3 { margin: .25rem 0; font-size: 1rem } article p { margin: .2rem 0; white-space: pre-wrap } small { opacity: .75 }
article img { max-width: 26rem; max-height: 16rem; border-radius: .3rem } .fields { display: grid; grid-template-columns: 1fr 1fr; gap: .25rem 1rem }
form { display: inline } button { font: inherit; font-size: .9rem; padding: .25rem .7rem; margin: .2rem .3rem .2rem 0; border: 1px solid #8888; border-radius: .35rem; background: #fff; color: #1d1c1d; cursor: pointer }
button.primary { background: #007a5a; border-color: #007a5a; color: #fff } button.danger { background: #e01e5a; border-color: #e01e5a; color: #fff }
.compose { display: flex; gap: .5rem; position: sticky; bottom: 0; padding: .75rem 0; background: inherit } .compose input { flex: 1; font: inherit; padding: .5rem }
dialog { border: 1px solid #8888; border-radius: .6rem; padding: 1rem 1.25rem; min-width: 26rem; max-height: 90vh; overflow: auto } dialog form { display: grid; gap: .6rem } label { display: grid; gap: .2rem; font-weight: 600 }
label input, label select, label textarea { font: inherit; padding: .35rem } dialog .wrong { color: #b00020; font-weight: 400 }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #8884; vertical-align: top }
body.slack nav { background: #3f0e40; color: #e8dfe8 } body.slack main, body.plain main { background: #fff }
body.discord { background: #313338; color: #dbdee1 } body.discord nav { background: #2b2d31 } body.discord main { background: #313338; max-width: none }
body.discord article > div { background: #2b2d31; border-left: 4px solid var(--accent, #4e5058); border-radius: .3rem; padding: .5rem .9rem; max-width: 40rem }
body.discord article.private > div { background: #2a3050 } body.discord article.private { background: none; color: inherit }
body.discord button { background: #4e5058; border: 0; color: #fff } body.discord button.primary { background: #5865f2 } body.discord button.success { background: #248046 } body.discord button.danger { background: #da373c }
body.discord .compose input { background: #383a40; color: inherit; border: 0; border-radius: .4rem } a { color: #1264a3 } body.discord a { color: #00a8fc } nav a, body.discord nav a { color: inherit }
@media (max-width: 45rem) { body { grid-template-columns: 1fr } dialog { min-width: 0 } }`

/** Looks again every second and a half; what somebody is typing or filling in stays. */
const SCRIPT = `
const room = () => document.getElementById('room')
document.querySelector('dialog[data-open]')?.showModal()
scrollTo(0, document.body.scrollHeight)
setInterval(async () => {
  if (document.querySelector('dialog[open]') || room()?.contains(document.activeElement)) return
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), 'text/html')
  if (page.querySelector('dialog[data-open]')) return location.assign(location.pathname)
  const fresh = page.getElementById('room')
  if (!fresh || fresh.innerHTML === room().dataset.was) return
  const low = innerHeight + scrollY > document.body.scrollHeight - 80
  room().innerHTML = fresh.innerHTML
  room().dataset.was = fresh.innerHTML
  if (low) scrollTo(0, document.body.scrollHeight)
}, 1500)`

/** One page of the sandbox. */
export function page({ title, look = 'plain', said, nav = html``, body }: Given): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body class="${look}"><nav aria-label="Places"><a href="/"><b>Sandbox</b></a>${nav}
<h2>Elsewhere</h2><a href="/slack">Slack</a><a href="/discord">Discord</a><a href="/store">The store</a><a href="/carrier">The carrier</a></nav>
<main><h1>${title}</h1>${said ? html`<p class="said" role="status">${said}</p>` : ''}${body}</main>
<script>${raw(SCRIPT)}</script></body></html>`
}

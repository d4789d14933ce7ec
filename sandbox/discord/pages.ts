import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { CannotDo } from '../../test/discord/fake/cannot-do.ts'
import type { Reply } from '../../test/discord/fake/reply.ts'
import type { SeenMessage } from '../../test/discord/fake/seen.ts'
import { page } from '../page.ts'
import { drawModal, entriesOf } from './modal.ts'
import type { OpenDiscord } from './open-discord.ts'
import { readLine } from './read-line.ts'

/** Discord as each of its people sees it. */
export function discordPages({ people, rooms }: OpenDiscord): Hono {
  const app = new Hono()
  const found = (c: Context) => {
    const name = c.req.param('who') ?? ''
    const who = people.get(name)
    const called = c.req.param('room')
    const room = rooms.find(one => one.name === called || one.id === called)
    const place = room?.id ?? called ?? ''
    const sees = who && (!room || who.channels.includes(room.name))
    return sees ? { who, place, title: room?.name ?? 'Thread', at: `/discord/${name}/${called}` } : null
  }
  type Here = NonNullable<ReturnType<typeof found>>

  const nav = (at: string) =>
    html`${[...people].map(
      ([name, who]) =>
        html`<h2>Discord, as ${who.member.person.globalName ?? name}</h2>${who.channels
          .filter(one => rooms.some(room => room.name === one))
          .map(one => {
            const href = `/discord/${name}/${one}`
            return html`<a href="${href}" ${href === at ? html`aria-current="page"` : ''}># ${one}</a>`
          })}`,
    )}`

  const message = (seen: SeenMessage, { at }: Here) => {
    const text = seen.thinking ? 'Waybill is thinking…' : withTimes(seen.text)
    const [first = '', ...rest] = text.split('\n')
    const accent = seen.accent === null ? '' : `--accent: #${seen.accent.toString(16).padStart(6, '0')}`
    const isCard = seen.buttons.length > 0 || seen.accent !== null
    return html`<article class="${seen.ephemeral ? 'private' : ''}"><header>${seen.author} ${seen.ephemeral ? html`<small>only you see this</small>` : ''}</header>
<div style="${accent}">${isCard ? html`<h3>${first}</h3>` : html`<p>${first}</p>`}<p>${rest.join('\n')}</p>
${seen.buttons.map(({ label, id, style, disabled, url }) =>
  url
    ? html`<a href="${url}" rel="noreferrer">${label}</a> `
    : html`<form method="post" action="${at}/press"><input type="hidden" name="message" value="${seen.id}">
<input type="hidden" name="button" value="${id}"><button class="${style}" ${disabled ? html`disabled` : ''}>${label}</button></form>`,
)}${seen.thread ? html`<p><a href="${at.replace(/[^/]+$/, seen.thread)}">Open the thread</a></p>` : ''}</div></article>`
  }

  /** Does it, and says what Discord itself would not let them do. */
  const back = async (c: Context, { at }: Here, act: () => Promise<Reply | null>) => {
    try {
      const failed = (await act())?.failed
      return c.redirect(failed ? `${at}?said=${encodeURIComponent(failed)}` : at)
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error
      return c.redirect(`${at}?said=${encodeURIComponent(error.message)}`)
    }
  }

  app.get('/', c => c.redirect('/discord/tess/orders'))
  app.get('/:who/:room', c => {
    const here = found(c)
    if (!here) return c.notFound()
    const { who, place, title, at } = here
    const all = who.sees(place)
    const body = html`<div id="room">${all.length > 0 ? all.map(one => message(one, here)) : html`<p>Nothing here yet.</p>`}</div>
${who.modal ? drawModal(who.modal, at) : ''}
<form class="compose" method="post" action="${at}/type"><input name="text" aria-label="Message #${title}" autocomplete="off"
placeholder="Message #${title}, or a command such as /order list"><button class="primary">Send</button></form>`
    return c.html(page({ title: `# ${title}`, look: 'discord', said: c.req.query('said'), nav: nav(at), body }))
  })
  app.post('/:who/:room/type', async c => {
    const here = found(c)
    if (!here) return c.notFound()
    const { text = '' } = await c.req.parseBody<{ text: string }>()
    return back(c, here, async () => {
      if (!text.startsWith('/')) {
        if (text.trim()) here.who.says(here.place, text)
        return null
      }
      const { line, given } = readLine(here.who.offered(here.place), text)
      return here.who.types(here.place, line, given)
    })
  })
  app.post('/:who/:room/press', async c => {
    const here = found(c)
    if (!here) return c.notFound()
    const { message: id, button } = await c.req.parseBody<{ message: string; button: string }>()
    return back(c, here, () => here.who.presses({ id }, button))
  })
  app.post('/:who/:room/submit', async c => {
    const here = found(c)
    if (!here?.who.modal) return c.notFound()
    const { modal } = here.who
    const asked = await c.req.parseBody({ all: true })
    if (asked.closes) here.who.dismiss()
    return back(c, here, async () => (asked.closes ? null : here.who.submits(entriesOf(modal, asked))))
  })
  return app
}

/** Discord’s client shows each moment in its reader’s zone. */
function withTimes(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, at =>
    new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
  )
}

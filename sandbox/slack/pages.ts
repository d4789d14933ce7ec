import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Outcome } from '../../test/slack/fake/acts.ts'
import { string } from '../../test/slack/fake/json.ts'
import type { Person } from '../../test/slack/fake/person.ts'
import type { Seen } from '../../test/slack/fake/seen.ts'
import { page } from '../page.ts'
import { drawBlock } from './draw.ts'
import { drawModal, entriesOf } from './modal.ts'
import type { OpenSlack } from './open-slack.ts'

/** Slack as each of its people sees it: rooms, cards to press, commands to type, forms to send. */
export function slackPages({ slack, people, rooms }: OpenSlack): Hono {
  const app = new Hono()
  const { users, channels } = slack.workspace
  const nameOf = (id: string) => users.get(id)?.name ?? 'Waybill'

  const found = (c: Context) => {
    const who = people.find(({ name }) => name === c.req.param('who'))
    const room = rooms.find(({ name }) => name === c.req.param('room'))
    return who && room?.members.has(who.id) ? { who, room, at: `/slack/${who.name}/${room.name}` } : null
  }
  type Here = NonNullable<ReturnType<typeof found>>

  const nav = (at: string) =>
    html`${people.map(
      who =>
        html`<h2>Slack, as ${who.name}</h2>${rooms
          .filter(room => room.members.has(who.id))
          .map(({ name }) => {
            const href = `/slack/${who.name}/${name}`
            return html`<a href="${href}" ${href === at ? html`aria-current="page"` : ''}># ${name}</a>`
          })}`,
    )}`

  const message = (seen: Seen, { who, at }: Here) => {
    const reader = {
      tz: who.user.tz,
      userName: nameOf,
      channelName: (id: string) => channels.get(id)?.name ?? '',
    }
    const press = (element: Record<string, unknown>) => {
      const label = string((element.text as { text?: string } | undefined)?.text ?? element.placeholder)
      if (element.url) return html`<a href="${string(element.url)}" rel="noreferrer">${label}</a> `
      if (element.type !== 'button') return html`<small>${label}</small> `
      return html`<form method="post" action="${at}/press"><input type="hidden" name="ts" value="${seen.ts}">
<input type="hidden" name="action" value="${string(element.action_id)}"><button class="${string(element.style)}">${label}</button></form>`
    }
    const kinds = [seen.threadTs ? 'reply' : '', seen.ephemeral ? 'private' : ''].join(' ')
    return html`<article class="${kinds}"><header>${nameOf(seen.from)} ${seen.ephemeral ? html`<small>only you see this</small>` : ''}</header>
${seen.blocks.length > 0 ? seen.blocks.map(block => drawBlock(block, { reader, press })) : html`<p>${seen.text}</p>`}</article>`
  }

  const back = (c: Context, { at }: Here, outcome?: Outcome | null) => {
    const said = outcome?.refused ?? outcome?.failure?.text
    return c.redirect(said ? `${at}?said=${encodeURIComponent(said)}` : at)
  }

  app.get('/', c => c.redirect('/slack/sam/orders'))
  app.get('/:who/:room', c => {
    const here = found(c)
    if (!here) return c.notFound()
    const { who, room, at } = here
    const all = who.sees(room)
    const body = html`<div id="room">${all.length > 0 ? all.map(one => message(one, here)) : html`<p>Nothing here yet.</p>`}</div>
${who.modal ? drawModal(who.modal, at) : ''}
<form class="compose" method="post" action="${at}/type"><input name="text" aria-label="Message #${room.name}" autocomplete="off"
placeholder="Message #${room.name}, or a command such as /order list"><button class="primary">Send</button></form>`
    const title = `# ${room.name}`
    return c.html(page({ title, look: 'slack', said: c.req.query('said'), nav: nav(at), body }))
  })
  app.post('/:who/:room/type', async c => {
    const here = found(c)
    if (!here) return c.notFound()
    const { text = '' } = await c.req.parseBody<{ text: string }>()
    if (text.startsWith('/')) return back(c, here, await settled(here.who, here.who.types(here.room, text)))
    if (text.trim()) here.who.says(here.room, text)
    return back(c, here)
  })
  app.post('/:who/:room/press', async c => {
    const here = found(c)
    if (!here) return c.notFound()
    const { ts, action } = await c.req.parseBody<{ ts: string; action: string }>()
    const seen = here.who.sees(here.room).find(one => one.ts === ts)
    if (!seen?.elements.some(({ actionId }) => actionId === action)) return back(c, here)
    return back(c, here, await settled(here.who, here.who.presses(seen, action)))
  })
  app.post('/:who/:room/submit', async c => {
    const here = found(c)
    if (!here?.who.modal) return here ? back(c, here) : c.notFound()
    const asked = await c.req.parseBody({ all: true })
    if (asked.closes) return back(c, here, await here.who.closes({ all: true }))
    return back(c, here, await settled(here.who, here.who.submits(entriesOf(here.who.modal, asked))))
  })
  return app
}

/** A form opens a moment after the acknowledgement. */
async function settled(who: Person, act: Promise<Outcome>): Promise<Outcome> {
  const outcome = await act
  for (let turn = 0; turn < 10 && !who.modal; turn++) await new Promise(resolve => setTimeout(resolve, 50))
  return outcome
}

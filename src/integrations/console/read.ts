import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Speaker } from '../../kernel/actor.ts'
import type { Answer } from '../../kernel/answer.ts'
import type { Delivery } from '../../kernel/command.ts'
import type { Desk, Suggestion } from '../../kernel/desk.ts'
import { drawAnswer } from './answer.ts'
import { VALUE } from './form.ts'
import { roomPath } from './paths.ts'
import { type Html, plain } from './phrase.ts'
import { type Known, noRoom, roomOf } from './who.ts'

const LONGEST_TEXT = 10_000

/** What people do in a room, brought to the desk: commands, presses, forms and half-typed text. */
export function reading(desk: Desk): Hono<Known> {
  const app = new Hono<Known>()
  app.post('/:room/typed', async c => {
    const text = (await fields(c)).text?.slice(0, LONGEST_TEXT) ?? ''
    return answered(c, speaker => desk.typed(speaker, text, onceOf(c)), { asked: text })
  })
  app.post('/:room/press', async c => {
    const { token = '' } = await fields(c)
    return answered(c, speaker => desk.pressed(speaker, token, onceOf(c)))
  })
  app.post('/:room/submit', async c => {
    const sent = await fields(c)
    const values = Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) =>
        name.startsWith(VALUE) ? [[name.slice(VALUE.length), value]] : [],
      ),
    )
    return answered(c, speaker => desk.submitted(speaker, sent.token ?? '', values, onceOf(c)), { values })
  })
  app.get('/:room/suggest', async c => {
    const speaker = speakerOf(c)
    if (!speaker) return noRoom(c)
    return c.html(drawSuggestions(await desk.suggest(speaker, (c.req.query('text') ?? '').slice(0, LONGEST_TEXT))))
  })
  return app
}

type Told = { asked?: string; values?: Readonly<Record<string, string>> }

async function answered(
  c: Context<Known>,
  ask: (speaker: Speaker) => Promise<Answer>,
  told: Told = {},
): Promise<Response> {
  const speaker = speakerOf(c)
  if (!speaker) return noRoom(c)
  const { shape, body } = drawAnswer({
    answer: await ask(speaker),
    room: roomPath(c.var.person, speaker.channel),
    ...told,
  })
  return c.html(body, 200, { 'Waybill-Answer': shape })
}

/** Who speaks where; undefined when they may not read that room. */
function speakerOf(c: Context<Known>): Speaker | undefined {
  const room = roomOf(c)
  const { user, name } = c.var.person
  return room && { chat: 'console', user, name, channel: room.id, roles: [] }
}

/** A sending that was not answered comes again under the same key. */
function onceOf(c: Context<Known>): Delivery | undefined {
  const key = c.req.header('Waybill-Once')
  return key && /^[0-9a-f]{32}$/.test(key) ? { source: 'console', key: `${c.var.person.user} ${key}` } : undefined
}

async function fields(c: Context): Promise<Record<string, string>> {
  const body = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

function drawSuggestions(suggestions: readonly Suggestion[]): Html {
  return html`${suggestions.slice(0, 50).map(
    (
      { insert, label, detail },
      position,
    ) => html`<li role="option" id="suggestion-${position}" aria-selected="false" data-insert="${insert}">
      <span class="label"><bdi>${plain(label, 120)}</bdi></span>${detail && html` <span class="detail"><bdi>${plain(detail, 160)}</bdi></span>`}</li>`,
  )}`
}

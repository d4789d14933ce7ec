import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Delivery } from '../../../kernel/asking/command.ts'
import type { Desk, Suggestion } from '../../../kernel/hearing/desk.ts'
import { entries, fields } from '../../../kernel/pages/entries.ts'
import { fieldValues } from '../../../kernel/pages/field.ts'
import { type Html, plainText } from '../../../kernel/pages/phrase.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import { drawAnswer } from '../draw/answer.ts'
import { withStaff } from '../draw/form.ts'
import { roomPath } from '../paths.ts'
import type { Parking } from './parking.ts'
import { type Known, noRoom, roomOf } from './who.ts'

/** UTF-16 units of what may be typed. */
export const LONGEST_TEXT = 10_000

/** What people do in a room, brought to the desk: commands, presses, forms and half-typed text. */
export function reading(desk: Desk, parking: Parking): Hono<Known> {
  const app = new Hono<Known>()
  app.post('/:room/typed', async c => {
    const text = (await fields(c)).text?.slice(0, LONGEST_TEXT) ?? ''
    return askAndDraw(c, speaker => desk.typed(speaker, text, onceOf(c)), { asked: text })
  })
  app.post('/:room/press', async c => {
    const { token = '' } = await fields(c)
    return askAndDraw(c, speaker => desk.pressed(speaker, token, onceOf(c)))
  })
  app.post('/:room/submit', async c => {
    const { words, files } = await entries(c)
    const values = fieldValues(words)
    const sent = Object.fromEntries(
      Object.entries(fieldValues(files)).map(([name, chosen]) => [name, chosen.map(file => parking.enter(file))]),
    )
    const submit = (speaker: Speaker) => desk.submitted(speaker, words.token ?? '', values, onceOf(c), sent)
    return askAndDraw(c, submit, { values }).finally(() => parking.leave(Object.values(sent).flat()))
  })
  app.get('/:room/suggest', async c => {
    const speaker = speakerOf(c)
    if (!speaker) return noRoom(c)
    return c.html(drawSuggestions(await desk.suggest(speaker, (c.req.query('text') ?? '').slice(0, LONGEST_TEXT))))
  })
  return app
}

type Told = { asked?: string; values?: Readonly<Record<string, string>> }

/** Asks, and draws the answer where it belongs. */
export async function askAndDraw(
  c: Context<Known>,
  ask: (speaker: Speaker) => Promise<Answer>,
  told: Told = {},
): Promise<Response> {
  const speaker = speakerOf(c)
  return speaker ? drawAnswerFor(c, await ask(speaker), told) : noRoom(c)
}

/** An answer as only this person sees it, its files too. */
export async function drawAnswerFor(c: Context<Known>, answer: Answer, told: Told = {}): Promise<Response> {
  const { person, people, lending, picturesAmong } = c.var
  const drawn = 'form' in answer ? { ...answer, form: withStaff(answer.form, people) } : answer
  const room = roomPath(person, c.req.param('room') ?? '')
  const file = (id: string) => `${room}/lent/${lending.lend(person.user, id)}`
  const pictures = await picturesAmong('card' in answer ? (answer.card.files ?? []) : [])
  const { shape, body } = drawAnswer({ answer: drawn, room, files: { file, pictures }, ...told })
  return c.html(body, 200, { 'Waybill-Answer': shape })
}

/** Who speaks where; undefined when they may not read that room. */
export function speakerOf(c: Context<Known>): Speaker | undefined {
  const room = roomOf(c)
  const { user, name } = c.var.person
  return room && { chat: 'console', user, name, channel: room.id, roles: [] }
}

/** A sending that was not answered comes again under the same key. */
export function onceOf(c: Context<Known>): Delivery | undefined {
  const key = c.req.header('Waybill-Once')
  return key && /^[0-9a-f]{32}$/.test(key) ? { source: 'console', key: `${c.var.person.user} ${key}` } : undefined
}

function drawSuggestions(suggestions: readonly Suggestion[]): Html {
  return html`${suggestions.slice(0, 50).map(
    (
      { insert, label, detail },
      position,
    ) => html`<li role="option" id="suggestion-${position}" aria-selected="false" data-insert="${insert}">
      <span class="label"><bdi>${plainText(label, 120)}</bdi></span>${detail && html` <span class="detail"><bdi>${plainText(detail, 160)}</bdi></span>`}</li>`,
  )}`
}

import { createHash } from 'node:crypto'
import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt'
import type { Answer } from '../../kernel/answer.ts'
import type { Values } from '../../kernel/desk.ts'
import { cut } from '../../kernel/text.ts'
import type { Floor } from './acts.ts'
import { drawAnswer, drawSaid, type Place, placeOf, VALUE } from './form.ts'
import { say } from './reply.ts'

/** Slack waits three seconds for what is wrong with a form; the rest is for the way, ms. */
const BUDGET = 2_000

type Sent = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

/**
 * A form was sent. It is kept and done before it is acknowledged, so that errors show beside their fields;
 * what takes longer is acknowledged with a word and answered in the modal when it is done.
 */
export function hearingForms(floor: Floor) {
  const wrong = new Map<string, number>()
  return async ({ body, view, ack }: Sent) => {
    const end = Date.now() + BUDGET
    const place = placeOf(view.private_metadata)
    if (!place.token) return ack()
    const values = valuesOf(view.state.values)
    const { id: user, name: handle, team_id: team } = body.user
    const speaker = await floor.speaker({ user, channel: place.channel, handle, team }, place.home)
    const key = keyOf(view.id, wrong.get(view.id) ?? 0, values)
    const answer = waitFor(floor, key)
    const act = { kind: 'submitted' as const, token: place.token, values }
    const back = {
      view: view.id,
      sent: key,
      ...(place.home && { home: '1' }),
      ...(place.thread && { thread: place.thread }),
    }
    if (!(await floor.inbox().hear(key, { speaker, act, reply: back })))
      return ack(told('That was sent already.', place))
    const first = await Promise.race([answer, sleep(end - Date.now())])
    if (first?.kind === 'errors') remember(wrong, view.id)
    await ack(first ? acknowledgement(first, place) : told('Still working on it. The answer comes here.', place))
    floor.waiting.delete(key)
    if (first) return inRoom(floor, speaker, place, first)
    // It may have come while we acknowledged: then nobody else shows it.
    const late = await Promise.race([answer, sleep(0)])
    if (late) await floor.web.views.update({ view_id: view.id, view: drawAnswer(late, place) })
  }
}

type Acknowledgement = Parameters<Sent['ack']>[0]

/** What the modal does: shows what is wrong, stays with a sentence, or closes. */
function acknowledgement(answer: Answer, place: Place): NonNullable<Acknowledgement> {
  if (answer.kind === 'errors' && Object.keys(answer.errors).length > 0) {
    const errors = Object.entries(answer.errors).map(([field, text]) => [field, cut(text, 300)])
    return { response_action: 'errors', errors: Object.fromEntries(errors) }
  }
  const stays = place.home || answer.kind === 'refused' || answer.kind === 'form' || isApart(answer)
  return stays ? { response_action: 'update', view: drawAnswer(answer, place) } : { response_action: 'clear' }
}

const isApart = (answer: Answer): boolean => answer.kind === 'shown' && answer.apart === true

/** What was done is said in the room, to whoever sent it alone. */
async function inRoom({ web }: Floor, whom: { user: string; channel: string }, place: Place, answer: Answer) {
  const stays = acknowledgement(answer, place).response_action !== 'clear'
  if (!stays) await say(web, whom, place.thread ? { thread: place.thread } : {}, answer)
}

function told(text: string, place: Place): NonNullable<Acknowledgement> {
  return { response_action: 'update', view: drawSaid('Waybill', text, place) }
}

function waitFor({ waiting }: Floor, key: string): Promise<Answer> {
  return new Promise(resolve => waiting.set(key, resolve))
}

const sleep = (ms: number) => new Promise<null>(resolve => setTimeout(resolve, Math.max(0, ms), null))

/** The same words of the same modal are one deed, unless they were answered with what is wrong. */
function keyOf(view: string, tries: number, values: Values): string {
  const words = createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22)
  return `slack ${view} ${tries} ${words}`
}

function remember(wrong: Map<string, number>, view: string): void {
  if (wrong.size > 1_000) wrong.clear()
  wrong.set(view, (wrong.get(view) ?? 0) + 1)
}

type State = Readonly<Record<string, Readonly<Record<string, StateValue>>>>
type StateValue = {
  value?: string | null
  selected_option?: { value: string } | null
  selected_date?: string | null
  selected_user?: string | null
  selected_conversation?: string | null
}

/** What was filled in, by field. */
function valuesOf(state: State): Values {
  const filled = Object.entries(state).flatMap(([field, elements]) => {
    const one = elements[VALUE]
    const value =
      one?.value ??
      one?.selected_option?.value ??
      one?.selected_date ??
      one?.selected_user ??
      one?.selected_conversation
    return value ? [[field, value] as const] : []
  })
  return Object.fromEntries(filled)
}

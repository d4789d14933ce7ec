import { createHash } from 'node:crypto'
import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import type { Sent, Values } from '../../../kernel/shapes/form.ts'
import { cut } from '../../../kernel/words/text.ts'
import { drawAnswerModal, drawSentenceModal, type ModalPlace, readPlace, VALUE } from '../draw/form.ts'
import { showView } from '../modals.ts'
import { say } from '../reply.ts'
import { attached } from './attachments.ts'
import type { Dependencies } from './commands-and-presses.ts'
import { type State, valuesOf } from './state.ts'

/** Slack waits three seconds for what is wrong with a form; the rest is for the way, ms. */
const BUDGET = 2_000

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

/**
 * A form was sent. It is kept and done before it is acknowledged, so that errors show next to their fields;
 * what takes longer is acknowledged with a word and answered in the modal when it is done.
 */
export function formListener(dependencies: Dependencies) {
  const wrong = new Map<string, number>()
  return async ({ body, view, ack }: Submission) => {
    const end = performance.now() + BUDGET
    const place = readPlace(view.private_metadata)
    if (!place.token) return ack()
    const inRoom = dependencies.isRoom(place.channel)
    const values = valuesOf(view.state.values)
    const sent = await sentOf(dependencies, view.state.values)
    const { id: user, name: handle, team_id: team } = body.user
    const speaker = await dependencies.speaker({ user, channel: place.channel, handle, team }, place.home)
    const key = keyOf(view.id, wrong.get(view.id) ?? 0, { values, sent })
    const answer = waitFor(dependencies, key)
    const act = { kind: 'submitted' as const, token: place.token, values, sent }
    const back = {
      view: view.id,
      sent: key,
      ...(place.home && { home: '1' }),
      ...(place.thread && { thread: place.thread }),
    }
    if (!(await dependencies.inbox().receive(key, { speaker, act, reply: back })))
      return ack(told('That was sent already.', place))
    const first = await Promise.race([answer, sleep(end - performance.now())])
    if (first?.kind === 'errors') remember(wrong, view.id)
    const shown = new Set(Object.keys(view.state.values))
    const stays = place.home === true || !(await inRoom)
    const ways = { place, shown, stays }
    await ack(first ? acknowledgement(first, ways) : told('Still working on it. The answer comes here.', place))
    dependencies.waiting.delete(key)
    if (first) return sayThere(dependencies, speaker, { ...ways, sent: key }, first)
    // It may have come while we acknowledged: then nobody else shows it.
    const late = await Promise.race([answer, sleep(0)])
    if (!late || (await showView(dependencies, { view_id: view.id }, drawAnswerModal(late, place)))) return
    await say(dependencies, speaker, { ...back, sent: key }, late)
  }
}

type Acknowledgement = Parameters<Submission['ack']>[0]

/**
 * `shown` are its fields: for an error of another, the form comes again, with the sentence above. `stays`: the modal
 * itself shows what was done, since its channel isn’t one of our rooms.
 */
type Ways = { place: ModalPlace; shown: ReadonlySet<string>; stays: boolean }

/** What the modal does: shows what is wrong, stays with a sentence, or closes. */
function acknowledgement(answer: Answer, { place, shown, stays }: Ways): NonNullable<Acknowledgement> {
  const named = answer.kind === 'errors' ? Object.keys(answer.errors) : []
  if (named.some(field => !shown.has(field))) return { response_action: 'update', view: drawAnswerModal(answer, place) }
  if (answer.kind === 'errors' && named.length > 0) {
    const errors = Object.entries(answer.errors).map(([field, text]) => [field, cut(text, 300)])
    return { response_action: 'errors', errors: Object.fromEntries(errors) }
  }
  const open = stays || answer.kind === 'refused' || answer.kind === 'form' || isApart(answer)
  return open ? { response_action: 'update', view: drawAnswerModal(answer, place) } : { response_action: 'clear' }
}

const isApart = (answer: Answer): boolean => answer.kind === 'shown' && answer.privately === true

/** What was done is said in the room, only to the sender. */
async function sayThere(
  dependencies: Dependencies,
  whom: { user: string; channel: string },
  at: Ways & { sent: string },
  answer: Answer,
) {
  const { thread } = at.place
  if (acknowledgement(answer, at).response_action === 'clear')
    await say(dependencies, whom, { sent: at.sent, ...(thread && { thread }) }, answer)
}

function told(text: string, place: ModalPlace): NonNullable<Acknowledgement> {
  return { response_action: 'update', view: drawSentenceModal('Waybill', text, place) }
}

function waitFor({ waiting }: Dependencies, key: string): Promise<Answer> {
  return new Promise(resolve => waiting.set(key, resolve))
}

const sleep = (ms: number) => new Promise<null>(resolve => setTimeout(resolve, Math.max(0, ms), null))

/** The same words of the same modal are one deed, unless they were answered with what is wrong. */
function keyOf(view: string, tries: number, entered: { values: Values; sent: Sent }): string {
  const words = createHash('sha256').update(JSON.stringify(entered)).digest('base64url').slice(0, 22)
  return `slack ${view} ${tries} ${words}`
}

function remember(wrong: Map<string, number>, view: string): void {
  if (wrong.size > 1_000) wrong.clear()
  wrong.set(view, (wrong.get(view) ?? 0) + 1)
}

/** The files that were chosen, by field. */
async function sentOf({ web }: Dependencies, state: State): Promise<Sent> {
  const chosen = Object.entries(state).map(
    async ([field, elements]) => [field, await attached(web, elements[VALUE]?.files ?? [])] as const,
  )
  return Object.fromEntries((await Promise.all(chosen)).filter(([, files]) => files.length > 0))
}

import { randomUUID } from 'node:crypto'
import { forDirectMessage } from '../../kernel/hearing/for-direct-message.ts'
import type { SendAnswer } from '../../kernel/hearing/inbox.ts'
import { retry } from '../../kernel/hearing/retry.ts'
import type { Answer } from '../../kernel/shapes/answer.ts'
import { settled } from './client.ts'
import { drawCard, drawPress, type Manner } from './draw/card.ts'
import { drawAnswerModal, type ModalPlace } from './draw/form.ts'
import { type Block, escaped, rich, richText } from './draw/words.ts'
import { openView, showView } from './modals.ts'
import { privately, type Speaking } from './privately.ts'

/** What it takes to answer: kept with the deed, so that another process can do it. */
export type Back = {
  responseUrl?: string
  /** `1`: the answer takes the place of the private message whose button was pressed. */
  replace?: string
  /** Opens a modal, for three seconds. */
  trigger?: string
  /** The modal that shows the answer. */
  view?: string
  thread?: string
  /** `1`: from the Home tab. */
  home?: string
  /** Somebody in this process waits for the answer to this delivery. */
  sent?: string
}

type Parts = Speaking & { waiting: Map<string, (answer: Answer) => void> }
type Whom = { user: string; channel: string }

/** How long saying something privately is tried, ms. */
const PATIENCE = 4_000

/** Answers the person who did something: in the modal where there is one, else privately in the room. */
export function replying(parts: Parts): SendAnswer {
  const { waiting } = parts
  return async ({ speaker, reply }, answer) => {
    const back = reply as Back
    const told = back.sent && waiting.get(back.sent)
    if (told) return told(answer)
    const place = placeOf(speaker.channel, back)
    const manner = await privately(parts, answer, speaker.user, nameOf(back))
    const view = drawAnswerModal(answer, place, manner)
    if (back.view && (await showView(parts, { view_id: back.view }, view))) return
    if (back.trigger && wantsModal(answer, place) && (await openView(parts, { trigger: back.trigger }, view))) return
    await tell(parts, speaker, back, { answer, manner })
  }
}

export function placeOf(channel: string, { thread, home }: Back): ModalPlace {
  return { channel, ...(thread && { thread }), ...(home && { home: true }) }
}

/** Personal data stays in no room, not even for one reader's eyes; forms can be nowhere else. */
function wantsModal(answer: Answer, { home }: ModalPlace): boolean {
  return home === true || answer.kind === 'form' || (answer.kind === 'shown' && answer.privately === true)
}

/** Says it so that nobody else sees it. */
export async function say(parts: Speaking, whom: Whom, back: Back, answer: Answer): Promise<void> {
  const manner = await privately(parts, answer, whom.user, nameOf(back))
  await tell(parts, whom, back, { answer, manner })
}

/** What an answer is an answer to: a trigger is pulled once, and so is a form sent. */
function nameOf({ trigger, sent }: Back): string {
  return trigger ?? sent ?? randomUUID()
}

/** By the interaction's own address, else as an ephemeral message, else as a direct one. */
async function tell(
  { web, log }: Pick<Speaking, 'web' | 'log'>,
  { user, channel }: Whom,
  back: Back,
  { answer, manner }: { answer: Answer; manner: Manner },
): Promise<void> {
  const { text, blocks } = drawSaid(answer, manner)
  const inTable = drawSaid(answer, { ...manner, tables: true })
  if (inTable.blocks.some(({ type }) => type === 'table') && (await respond(back, inTable))) return
  if (await respond(back, { text, blocks })) return
  const insist = <T>(call: () => Promise<T>) =>
    retry(() => call().catch(error => Promise.reject(settled(error))), PATIENCE)
  const thread = back.thread && { thread_ts: back.thread }
  try {
    // On the Home tab, and where a shortcut was run, there is no room before the reader's eyes.
    if (!back.home && channel)
      return void (await insist(() => web.chat.postEphemeral({ channel, user, text, blocks, ...thread })))
  } catch (error) {
    log.warn({ err: error }, 'an answer could not be said in its room')
  }
  const direct = await insist(() => web.conversations.open({ users: user }))
  await insist(() =>
    web.chat.postMessage({ channel: direct.channel?.id ?? '', ...drawSaid(forDirectMessage(answer), manner) }),
  )
}

/** Whether Slack took it; a workspace without tables refuses one. */
async function respond({ responseUrl, replace }: Back, { text, blocks }: Said): Promise<boolean> {
  if (!responseUrl) return false
  const place = replace ? { replace_original: true } : { replace_original: false, response_type: 'ephemeral' }
  try {
    const answered = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...place, text, blocks }),
      signal: AbortSignal.timeout(10_000),
    })
    return answered.ok
  } catch {
    return false
  }
}

type Said = { text: string; blocks: Block[] }

function drawSaid(answer: Answer, manner: Manner): Said {
  if (answer.kind === 'shown')
    return { text: escaped(answer.card.summary, 3_000), blocks: drawCard(answer.card, { ...manner, pictures: false }) }
  if (answer.kind === 'said' || answer.kind === 'refused') {
    const shown = answer.kind === 'refused' ? `⚠️ ${answer.text}` : answer.text
    return { text: escaped(shown, 3_000), blocks: rich([richText(shown, 3_000)]) }
  }
  // A form that has no trigger any more, or never had one, is opened by a press.
  const { form } = answer
  const text = 'This needs a few more words.'
  const open = drawPress({ label: 'Open the form', token: form.token, style: 'primary' }, form.title)
  return { text, blocks: [...rich([richText(text, 100)]), { type: 'actions', elements: [open] }] }
}

import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import type { Inbox } from '../../../kernel/hearing/inbox.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import { drawAnswerModal, drawOpening, drawSentenceModal, type ModalPlace, readPlace } from '../draw/form.ts'
import { openView, showView } from '../modals.ts'
import type { Speaking } from '../privately.ts'
import { type Back, say } from '../reply.ts'
import { afterMention, decode, type Origin } from './read.ts'

/** What every listener works with. */
export type Dependencies = Speaking & {
  desk: Desk
  inbox: () => Pick<Inbox, 'receive'>
  speaker: (told: Origin, home?: boolean) => Promise<Speaker>
  /** Whether a channel is one of our rooms: in any other we may not be able to say anything. */
  isRoom: (channel: string) => Promise<boolean>
  /** Our own user id, by which we are mentioned. */
  us: () => string
  waiting: Map<string, (answer: Answer) => void>
}

/** `/order forward 1042`: kept, acknowledged, then done. */
export function commandListener({ inbox, speaker }: Dependencies) {
  return async ({ command, ack }: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => {
    const { user_id: user, user_name: handle, channel_id: channel, team_id: team, trigger_id: trigger } = command
    const who = await speaker({ user, channel, handle, team })
    const text = `${command.command} ${decode(command.text)}`
    const back: Back = { responseUrl: command.response_url, trigger }
    await inbox().receive(`slack ${trigger}`, { speaker: who, act: { kind: 'typed', text }, reply: { ...back } })
    await ack()
  }
}

/** `@waybill order forward 1042`, for threads and for people who may run no commands. */
export function mentionListener({ inbox, speaker, us }: Dependencies) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs) => {
    const { user, channel, text, thread_ts: thread } = event
    if (!user || 'bot_id' in event) return
    const { client_msg_id: said, user_team: team } = event as { client_msg_id?: string; user_team?: string }
    const who = await speaker({ user, channel, team })
    const act = { kind: 'typed' as const, text: afterMention(text, us()) || 'help' }
    // Slack may tell of one message twice, under two ids of the event.
    await inbox().receive(`slack ${said ?? body.event_id}`, { speaker: who, act, reply: thread ? { thread } : {} })
  }
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction | StaticSelectAction>> & AllMiddlewareArgs

/** A button, or one of several to choose from: what it does is kept first; what opens a form opens it at once, for its trigger dies in three seconds. */
export function pressListener(dependencies: Dependencies) {
  return async ({ body, action, ack }: Pressed) => {
    const token = (action.type === 'button' ? action.value : action.selected_option?.value) ?? ''
    const place = placeOfPress(body)
    const { user, trigger_id: trigger } = body
    const who = { user: user.id, channel: place.channel, handle: user.username ?? user.name, team: user.team_id }
    const key = `slack ${trigger}`
    if (await dependencies.desk.opensForm(token)) {
      await ack()
      const speaker = dependencies.speaker(who, place.home)
      const pressed = async () => dependencies.desk.pressed(await speaker, token, { source: 'inbox', key })
      const over = body.container.type === 'view' && !isHome(body)
      return openModal(dependencies, { user: user.id, trigger, place, over, responseUrl: body.response_url }, pressed)
    }
    const act = { kind: 'pressed' as const, token }
    await dependencies
      .inbox()
      .receive(key, { speaker: await dependencies.speaker(who, place.home), act, reply: { ...backOf(body, place) } })
    await ack()
  }
}

type Opening = { user: string; trigger: string; place: ModalPlace; over?: boolean; responseUrl?: string | undefined }

/**
 * Opens a modal at once and fills it when the answer is there. Where Slack opens none, or lets it not be filled, the
 * answer is said privately: a form is then one press away.
 */
export async function openModal(
  dependencies: Speaking,
  { user, trigger, place, over, responseUrl }: Opening,
  answer: () => Promise<Answer>,
): Promise<void> {
  const opened = await openView(dependencies, { trigger, ...(over && { over }) }, drawOpening(place))
  const shown = await answer()
  if (opened && (await showView(dependencies, opened, drawAnswerModal(shown, place)))) return
  const text = 'Slack refused this form. Close it and press the button again.'
  if (opened && (await showView(dependencies, opened, drawSentenceModal('Not done', text, place)))) return
  const { channel, thread, home } = place
  const back = { ...(responseUrl && { responseUrl }), ...(thread && { thread }), ...(home && { home: '1' }) }
  await say(dependencies, { user, channel }, back, shown)
}

function placeOfPress(body: BlockAction): ModalPlace {
  if (body.view) return readPlace(body.view.private_metadata)
  const { channel_id: channel = body.channel?.id, thread_ts: thread } = body.container as Record<string, string>
  return { channel: channel ?? '', ...(thread && { thread }) }
}

function backOf(body: BlockAction, { thread, home }: ModalPlace): Back {
  const shared = { trigger: body.trigger_id, ...(thread && { thread }), ...(home && { home: '1' }) }
  if (body.view && !isHome(body)) return { ...shared, view: body.view.id }
  const private_ = body.container.is_ephemeral === true
  return { ...shared, ...(body.response_url && { responseUrl: body.response_url }), ...(private_ && { replace: '1' }) }
}

const isHome = (body: BlockAction): boolean => body.view?.type === 'home'

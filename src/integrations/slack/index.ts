import type { RequestListener } from 'node:http'
import { App, type BlockAction, type ButtonAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Answer } from '../../kernel/answer.ts'
import type { Chat } from '../../kernel/chat.ts'
import type { Ask } from '../../kernel/command.ts'
import type { Db } from '../../kernel/db.ts'
import type { Desk } from '../../kernel/desk.ts'
import type { Inbox, Reply } from '../../kernel/inbox.ts'
import type { Log } from '../../kernel/log.ts'
import type { Overview } from '../../kernel/overview.ts'
import { type Floor, hearingCommands, hearingMentions, hearingPresses } from './acts.ts'
import { type Channels, knowChannels } from './channels.ts'
import { doorsOf, type Installation } from './doors.ts'
import { FORM } from './form.ts'
import { keepHomes } from './home.ts'
import { boltLog } from './log.ts'
import { knowPeople, type People } from './people.ts'
import { slackChat } from './post.ts'
import { speakerOf } from './read.ts'
import { replying } from './reply.ts'
import { followRooms } from './rooms.ts'
import { hearingShortcuts, SHORTCUT } from './shortcut.ts'
import { socketReceiver } from './sockets.ts'
import { hearingForms } from './submit.ts'
import { openWeb, webOptions } from './web.ts'
import { webhookReceiver } from './webhook.ts'

export { SLACK_PATH } from './webhook.ts'

export type SlackSettings = {
  botToken: string
  /** Socket Mode, or null for HTTP mode. */
  appToken: string | null
  signingSecret: string | null
  /** Where the Web API is; null for Slack's own. */
  api: string | null
}

export type SlackOptions = SlackSettings & {
  db: Db
  ask: Ask
  desk: Desk
  overview: () => Promise<Overview>
  /** Tracking numbers in what somebody wrote. */
  numbersIn: (text: string) => readonly string[]
  /** Calls back whenever something may have changed. */
  listen: (heard: () => void) => Promise<void>
  log: Log
  now?: () => Date
  /** Told when no socket lives any more. */
  dead: () => void
  /** Shorter times, for tests. */
  times?: { patience?: number; apart?: number; home?: number }
}

export type Slack = {
  chat: Chat
  reply: Reply
  /** Answers Slack's deliveries in HTTP mode; null in Socket Mode. */
  listener: RequestListener | null
  /** Begins to hear; what is heard goes into the inbox. */
  start(inbox: Pick<Inbox, 'hear'>): Promise<void>
  /** Whether anything that people do can reach us now. */
  alive(): boolean
  stop(): Promise<void>
}

/**
 * Connects to Slack through Bolt.
 * @throws an error in Slack's words when it does not accept the token.
 */
export async function connectSlack(options: SlackOptions): Promise<Slack> {
  const { db, desk, log, api, botToken, times = {} } = options
  // Two clients: where people wait, and where cards are posted, each with its own queue.
  const web = openWeb({ token: botToken, api, log })
  const ours = await whoWeAre(web)
  const people = knowPeople(web, ours.team)
  const channels = knowChannels(web)
  const receiver = openReceiver(options, () => ours)
  const app = new App({
    token: botToken,
    receiver,
    clientOptions: webOptions({ api, log }),
    logger: boltLog(log),
    convoStore: false,
    deferInitialization: true,
  })
  await app.init()
  app.error(error => Promise.reject(error))

  let inbox: Pick<Inbox, 'hear'> | undefined
  const waiting = new Map<string, (answer: Answer) => void>()
  const floor: Floor = {
    web,
    desk,
    waiting,
    us: () => ours.user,
    inbox: () => {
      if (!inbox) throw new Error('Slack was heard before it was started')
      return inbox
    },
    speaker: async (told, home) => {
      const speaker = await speakerOf(people, ours.team, told)
      // From the Home tab one speaks as in a staff room, and must be in it.
      return home && !(await people.isIn(told.user, told.channel)) ? { ...speaker, outside: true } : speaker
    },
  }
  const homes = keepHomes(
    { web, db, people, overview: options.overview, log, now: options.now ?? (() => new Date()) },
    times.home,
  )
  register(app, floor, { options, people, channels, homes, us: floor.us })
  await options.listen(homes.changed)

  const post = openWeb({ token: botToken, api, log })
  return {
    chat: slackChat({ web: post, people, channels, log }),
    reply: replying({ web, log, waiting }),
    listener: 'listener' in receiver ? receiver.listener : null,
    alive: () => ('alive' in receiver ? receiver.alive() : true),
    async start(into) {
      inbox = into
      await app.start()
    },
    async stop() {
      homes.stop()
      await app.stop()
    },
  }
}

type Registered = {
  options: SlackOptions
  people: People
  channels: Channels
  homes: ReturnType<typeof keepHomes>
  us: () => string
}

/** Everything that we listen to. What nobody listens to is acknowledged at the doors. */
function register(app: App, floor: Floor, { options, people, channels, homes, us }: Registered): void {
  app.command(/^\//, hearingCommands(floor))
  app.action<BlockAction<ButtonAction>>({ type: 'block_actions' }, hearingPresses(floor))
  app.view({ callback_id: FORM, type: 'view_submission' }, hearingForms(floor))
  app.shortcut({ callback_id: SHORTCUT.callback, type: 'message_action' }, hearingShortcuts(floor, options))
  app.event('app_mention', hearingMentions(floor))
  app.event('app_home_opened', async ({ event }) => {
    // Drawn beside the acknowledgement, which must not wait for Slack.
    if (event.tab === 'home') void homes.opened(event.user)
  })
  followRooms(app, { ask: options.ask, people, channels, us })
}

function openReceiver(options: SlackOptions, ours: () => Installation) {
  const { appToken, signingSecret, api, log, dead, times = {} } = options
  const doors = (app: App) => doorsOf(app, { log, ours })
  if (appToken) return socketReceiver({ appToken, api, log, doors, dead, ...times })
  if (!signingSecret) throw new Error('Slack needs an app token or a signing secret')
  return webhookReceiver({ signingSecret, log, doors })
}

async function whoWeAre(web: WebClient): Promise<Installation> {
  const { team_id: team = '', bot_id: bot = '', user_id: user = '' } = await web.auth.test()
  const { bot: found } = await web.bots.info({ bot })
  return { team, bot, user, app: found?.app_id ?? null }
}

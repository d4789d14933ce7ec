import type { RequestListener } from 'node:http'
import { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Desk } from '../../kernel/hearing/desk.ts'
import type { Inbox, SendAnswer } from '../../kernel/hearing/inbox.ts'
import type { Answer } from '../../kernel/shapes/answer.ts'
import type { Overview } from '../../kernel/shapes/overview.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { knowChannels } from './channels.ts'
import { openWeb, slackError, webOptions } from './client.ts'
import { BRIDGE_SCOPES } from './commands.ts'
import { givingFiles } from './files.ts'
import { keepHomes } from './home.ts'
import { boltLog } from './log.ts'
import { knowPeople } from './people.ts'
import { type SlackChat, slackChat } from './post.ts'
import type { Dependencies } from './receive/commands-and-presses.ts'
import { deduplicate, type Installation } from './receive/deduplicate.ts'
import { readSpeaker } from './receive/read.ts'
import { register } from './receive/register.ts'
import { socketReceiver } from './receive/sockets.ts'
import { webhookReceiver } from './receive/webhook.ts'
import { knowRemoval } from './removal.ts'
import { replying } from './reply.ts'

export { SLACK_PATH } from './receive/webhook.ts'

export type SlackSettings = {
  botToken: string
  /** Socket Mode, or null for HTTP mode. */
  appToken: string | null
  signingSecret: string | null
  /** Where the Web API is; null for Slack's own. */
  api: string | null
  /** Whether what is written in threads may be heard. Unset: it may not. */
  bridge?: boolean
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
  /** Called when no socket lives any more. */
  dead: () => void
  /** Shorter times, for tests. */
  times?: { patience?: number; apart?: number; home?: number }
}

export type Slack = {
  chat: SlackChat
  reply: SendAnswer
  /** Answers Slack's deliveries in HTTP mode; null in Socket Mode. */
  listener: RequestListener | null
  /** Begins to hear; what is heard goes into the inbox. */
  start(inbox: Pick<Inbox, 'receive'>): Promise<void>
  /** Whether what is written in threads reaches us: it was switched on, and Slack allows it. */
  hears: boolean
  /** Whether anything that people do can reach us now. */
  alive(): boolean
  stop(): Promise<void>
}

/**
 * Connects to Slack through Bolt.
 * @throws Refusal when Slack does not accept the token or cannot be reached.
 */
export async function connectSlack(options: SlackOptions): Promise<Slack> {
  const { db, desk, log, api, botToken, now = () => new Date(), times = {} } = options
  // Two clients: where people wait, and where cards are posted, each with its own queue.
  const web = openWeb({ token: botToken, api, log })
  const post = openWeb({ token: botToken, api, log })
  const files = givingFiles({ web: post, token: botToken, api, db, log, now })
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

  let inbox: Pick<Inbox, 'receive'> | undefined
  const waiting = new Map<string, (answer: Answer) => void>()
  const dependencies: Dependencies = {
    web,
    files,
    log,
    desk,
    waiting,
    us: () => ours.user,
    inbox: () => {
      if (!inbox) throw new Error('Slack was heard before it was started')
      return inbox
    },
    speaker: async (told, home) => {
      const speaker = await readSpeaker(people, ours.team, told)
      // From the Home tab one speaks as in a staff room, and must be in it.
      return home && !(await people.isIn(told.user, told.channel)) ? { ...speaker, outside: true } : speaker
    },
  }
  const homes = keepHomes({ web, db, people, overview: options.overview, log, now }, times.home)
  const hears = options.bridge === true && mayHear(ours.scopes, log)
  register(app, dependencies, { options, hears, people, channels, homes, us: dependencies.us })
  const removal = knowRemoval({ web, token: botToken, ask: options.ask, log, now })
  removal.follow(app)
  await options.listen(() => {
    if (!removal.isRemoved()) homes.changed()
  })

  return {
    chat: removal.over(slackChat({ web: post, people, channels, files, log, now })),
    reply: replying({ web, files, log, waiting }),
    hears,
    listener: 'listener' in receiver ? receiver.listener : null,
    alive: () => !removal.isRemoved() && ('alive' in receiver ? receiver.alive() : true),
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

function openReceiver(options: SlackOptions, ours: () => Installation) {
  const { appToken, signingSecret, api, log, dead, times = {} } = options
  const deduplicated = (app: App) => deduplicate(app, { log, ours })
  if (appToken) return socketReceiver({ appToken, api, log, deduplicated, dead, ...times })
  if (!signingSecret) throw new Error('Slack needs an app token or a signing secret')
  return webhookReceiver({ signingSecret, log, deduplicated })
}

/** What it lacks is fixed in Slack; until then people write to one another by forms. */
function mayHear(scopes: readonly string[], log: Log): boolean {
  const lacks = Object.keys(BRIDGE_SCOPES).filter(scope => !scopes.includes(scope))
  if (lacks.length > 0) log.warn({ lacks }, 'BRIDGE is on, but Slack does not let us hear: see npm run doctor')
  return lacks.length === 0
}

/** @throws Refusal when Slack does not accept the bot token, or cannot be reached. */
async function whoWeAre(web: WebClient): Promise<Installation & { scopes: readonly string[] }> {
  const self = await web.auth.test().catch(error => {
    const word = slackError(error)
    if (word) throw new Refusal(`SLACK_BOT_TOKEN: Slack does not accept it (${word}). npm run doctor tells more.`)
    throw new Refusal('Slack cannot be reached. Look at the network, and at SLACK_API_URL if you set it.')
  })
  const { team_id: team = '', bot_id: bot = '', user_id: user = '' } = self
  const { bot: found } = await web.bots.info({ bot })
  return { team, bot, user, app: found?.app_id ?? null, scopes: self.response_metadata?.scopes ?? [] }
}

import type { RequestListener } from 'node:http'
import { App } from '@slack/bolt'
import type { Ask } from '../../kernel/asking/command.ts'
import { findRoom } from '../../kernel/asking/room.ts'
import type { Business } from '../../kernel/connecting/integration.ts'
import { listNamedRooms, type NamedRooms } from '../../kernel/connecting/staff-rooms.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Desk } from '../../kernel/hearing/desk.ts'
import type { Inbox, SendAnswer } from '../../kernel/hearing/inbox.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import type { Answer } from '../../kernel/shapes/answer.ts'
import { knowChannels } from './channels.ts'
import { openWeb, webOptions } from './client.ts'
import { BRIDGE_SCOPES } from './commands.ts'
import { givingFiles } from './files.ts'
import { keepHomes } from './home.ts'
import { boltLog } from './log.ts'
import { knowOurselves } from './ourselves.ts'
import { knowPeople } from './people.ts'
import { type SlackChat, slackChat } from './post.ts'
import type { Dependencies } from './receive/commands-and-presses.ts'
import { deduplicate, type Installation } from './receive/deduplicate.ts'
import { keepReading, type ThreadReader } from './receive/keep-reading.ts'
import { readSpeaker } from './receive/read.ts'
import { register } from './receive/register.ts'
import { socketReceiver } from './receive/sockets.ts'
import { receiveThreadMessages } from './receive/thread-messages.ts'
import { SLACK_PATH, webhookReceiver } from './receive/webhook.ts'
import { knowRemoval } from './removal.ts'
import { replying } from './reply.ts'
import { notThere } from './staff-rooms.ts'

export type SlackSettings = {
  botToken: string
  /** Socket Mode, or null for HTTP mode. */
  appToken: string | null
  signingSecret: string | null
  /** Where the Web API is; null for Slack's own. */
  api: string | null
  /** The staff's channels. */
  rooms: NamedRooms
  /** Whether what is written in threads may be heard. Unset: it may not. */
  bridge?: boolean
}

export type SlackOptions = SlackSettings &
  Pick<Business, 'overview' | 'work' | 'actsIn' | 'trackingIn'> & {
    db: Db
    ask: Ask
    desk: Desk
    inbox: () => Pick<Inbox, 'receive'>
    /** Calls back whenever something may have changed. */
    listen: (heard: () => void) => Promise<void>
    log: Log
    now?: () => Date
    /** Shorter times, for tests. */
    times?: { apart?: number; home?: number; reading?: number; counted?: number }
  }

export type Slack = {
  chat: SlackChat
  reply: SendAnswer
  /** Answers Slack's deliveries in HTTP mode; not there in Socket Mode. */
  listener?: { at: string; answer: RequestListener }
  /**
   * Lists the staff's rooms and begins to hear.
   * @throws Refusal naming the setting to fix; `Later` or `Unsure` when Slack cannot be asked now.
   */
  start(): Promise<void>
  /** What keeps what people do from reaching us, in words; null while all is well. */
  trouble(): string | null
  stop(): Promise<void>
}

/** Connects to Slack through Bolt: cards are posted as soon as Slack takes them, people are heard from `start` on. */
export function connectSlack(options: SlackOptions): Slack {
  const { db, ask, desk, log, api, botToken, now = () => new Date(), times = {} } = options
  // Two clients: where people wait, and where cards are posted, each with its own queue.
  const web = openWeb({ token: botToken, api, log })
  const post = openWeb({ token: botToken, api, log })
  const files = givingFiles({ web: post, token: botToken, api, db, log, now })
  const ourselves = knowOurselves(web)
  const people = knowPeople(web, async () => (await ourselves.ask()).team)
  const channels = knowChannels(web)
  let reading: ThreadReader | null = null
  const receiver = openReceiver(options, ourselves.known, () => reading?.nudge())
  const app = new App({
    token: botToken,
    receiver,
    clientOptions: webOptions({ api, log }),
    logger: boltLog(log),
    convoStore: false,
    deferInitialization: true,
  })
  app.error(error => Promise.reject(error))

  const waiting = new Map<string, (answer: Answer) => void>()
  const us = () => ourselves.known().user
  const dependencies: Dependencies = {
    web,
    files,
    log,
    desk,
    waiting,
    us,
    inbox: options.inbox,
    isRoom: async channel => (await findRoom(db, 'slack', channel)) !== null,
    speaker: async (told, home) => {
      const speaker = await readSpeaker(people, ourselves.known().team, told)
      // From the Home tab one speaks as in a room, and must be in it.
      return home && !(await people.isIn(told.user, told.channel))
        ? { ...speaker, channel: '', outside: true }
        : speaker
    },
  }
  const removal = knowRemoval({ web, token: botToken, ask, log, now })
  const chat = removal.over(
    slackChat({
      web: post,
      people,
      channels,
      files,
      workspace: async () => (await ourselves.ask()).url,
      now,
      ...times,
    }),
  )
  const { overview, work } = options
  const actsIn = (user: string) => options.actsIn(chat.name, user)
  const homes = keepHomes({ web, db, chat, people, overview, work, actsIn, log, now }, times.home)
  let isRegistered = false
  let isStopped = false

  const threads = receiveThreadMessages(dependencies, { db, people, channels })
  const registerOnce = async (hears: boolean) => {
    if (isRegistered) return
    isRegistered = true
    const threadMessages = hears ? threads : null
    register(app, dependencies, { options, threadMessages, people, channels, homes, us })
    removal.follow(app)
    await options.listen(() => {
      if (!removal.isRemoved()) homes.changed()
    })
  }

  return {
    chat,
    reply: replying({ web, files, log, waiting }),
    ...(receiver.listener && { listener: { at: SLACK_PATH, answer: receiver.listener } }),
    async start() {
      const { scopes } = await ourselves.ask()
      await listNamedRooms(db, chat, options.rooms, notThere, now())
      const hears = options.bridge === true && mayHear(scopes, log)
      await ask('chat.hear', { chat: chat.name, hears }, waybill)
      await registerOnce(hears)
      await app.init()
      await app.start()
      const readAgain = removal.unlessRemoved(threads.readAgain)
      if (hears && !isStopped) reading ??= keepReading({ db, desk, log, readAgain, interval: times.reading })
    },
    trouble: () => removal.trouble() ?? receiver.trouble(),
    async stop() {
      isStopped = true
      homes.stop()
      await Promise.all([app.stop(), reading?.stop()])
    },
  }
}

/** @param reconnected called when we hear again after a time in which we may not have. */
function openReceiver(options: SlackOptions, ours: () => Installation, reconnected: () => void) {
  const { appToken, signingSecret, api, log, times = {} } = options
  const deduplicated = (app: App) => deduplicate(app, { log, ours })
  if (appToken) return socketReceiver({ appToken, api, log, deduplicated, reconnected, ...times })
  if (!signingSecret) throw new Error('Slack needs an app token or a signing secret')
  return webhookReceiver({ signingSecret, log, deduplicated })
}

/** What it lacks is granted in Slack; until then people write to one another by forms. */
function mayHear(scopes: readonly string[], log: Log): boolean {
  const lacks = Object.keys(BRIDGE_SCOPES).filter(scope => !scopes.includes(scope))
  if (lacks.length > 0) log.warn({ lacks }, 'BRIDGE is on, but Slack does not let us hear: see npm run doctor')
  return lacks.length === 0
}

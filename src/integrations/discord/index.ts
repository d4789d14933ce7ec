import type { Ask, Commands } from '../../kernel/asking/command.ts'
import { keepLease, type Lease } from '../../kernel/carrying/lease.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { loadFile } from '../../kernel/ground/load-file.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Desk } from '../../kernel/hearing/desk.ts'
import type { Inbox, SendAnswer } from '../../kernel/hearing/inbox.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import type { Chat } from '../../kernel/shapes/chat.ts'
import { Later, Unsure } from '../../kernel/shapes/chat.ts'
import { openRest } from './client.ts'
import { commandTable } from './commands.ts'
import { downloading } from './download.ts'
import type { LoadFile } from './files.ts'
import { serverDirectory } from './people.ts'
import { persist } from './persist.ts'
import { posting } from './post.ts'
import { type Gateway, openGateway } from './receive/gateway.ts'
import { receiveInteractions } from './receive/interactions.ts'
import { receiveThreadMessages } from './receive/thread-messages.ts'
import { applicationOf, mayHear, registerCommands } from './register.ts'
import { replying } from './reply.ts'
import { followRooms } from './rooms.ts'
import { openServer } from './server.ts'
import { prepare, type StaffRooms } from './staff-rooms.ts'

export type DiscordSettings = {
  token: string
  /** The server's id; null = the only one the bot is in. */
  guild: string | null
  /** Where Discord's REST API is; null = the real one. The gateway is where its answer says. */
  api: string | null
  rooms: StaffRooms
  /** Whether what is written in threads may be heard. Unset: it may not. */
  bridge?: boolean
}

export type DiscordParts = {
  settings: DiscordSettings
  db: Db
  ask: Ask
  desk: Desk
  commands: Commands
  /** Tracking numbers in a message. */
  numbersIn: (text: string) => readonly string[]
  log: Log
  now: () => Date
}

export type Discord = {
  chat: Chat
  /** Answers people; belongs to the inbox. */
  reply: SendAnswer
  /**
   * Checks the settings and lists the staff's rooms; where Discord cannot be reached, that is left to `start`.
   * @throws Refusal naming the setting to fix.
   */
  check(): Promise<void>
  /** Begins to listen, and goes on trying while Discord cannot be reached. */
  start(inbox: Inbox): void
  /** What keeps people on Discord from being heard, in words; null while all is well. */
  trouble(): string | null
  /** Hangs up and lets what was heard be acknowledged. The inbox and the outbox may still speak after. */
  close(): Promise<void>
}

/** Discord as a chat: every process posts, one of them listens. */
export function connectDiscord({ settings, db, ask, desk, commands, numbersIn, log, now }: DiscordParts): Discord {
  const rest = openRest(settings, log)
  const server = openServer(rest, settings.guild)
  const files: LoadFile = id => loadFile(db, id)
  const chat: Required<Chat> = {
    name: 'discord',
    pace: 0,
    ...posting(rest, server, files),
    directory: serverDirectory(server),
    files: downloading(settings.api),
  }
  const table = commandTable(commands)
  const rooms = followRooms({ db, ask, server, log })
  const stopping = new AbortController()
  let inbox: Inbox | null = null
  let ready = false
  let lease: Lease | null = null
  let gateway: Gateway | null = null
  let hears = false

  const interactions = receiveInteractions({
    rest,
    desk,
    inbox: () => inbox ?? unstarted(),
    table,
    serves: async guild => guild === (await server.id()),
    numbersIn,
    log,
  })
  const threadMessages = receiveThreadMessages({
    rest,
    db,
    desk,
    server,
    inbox: () => inbox ?? unstarted(),
    log,
    signal: stopping.signal,
  })
  const register = async () => {
    const { id: application } = await applicationOf(rest)
    await registerCommands(rest, { application, guild: await server.id() }, table.json)
  }
  const persisting = (what: string, work: () => Promise<unknown>) =>
    void persist(work, { what, log, signal: stopping.signal })
  const changed = () => {
    server.forget()
    rooms.nudge()
  }
  const turn = (ours: boolean) => {
    if (!ours) {
      void gateway?.close()
      gateway = null
      return
    }
    const { token, api } = settings
    const told = hears ? threadMessages : null
    gateway = openGateway({ token, api, hear: heard => void interactions.receive(heard), words: told, changed, log })
    persisting('the commands could not be registered', register)
  }
  const check = async () => {
    if (ready) return
    await prepare({ rest, server, chat, db, rooms: settings.rooms, now })
    hears = settings.bridge === true && mayHear(await applicationOf(rest))
    if (settings.bridge && !hears) log.warn('BRIDGE is on, but Discord does not let us hear: see npm run doctor')
    await ask('chat.hear', { chat: chat.name, hears }, waybill)
    ready = true
  }
  const begin = async () => {
    await check()
    if (!stopping.signal.aborted) lease ??= keepLease({ db, log, name: 'discord gateway', turns: turn })
  }

  return {
    chat,
    reply: replying(rest, files, interactions.acknowledged),
    async check() {
      await check().catch(error => {
        if (!(error instanceof Later || error instanceof Unsure)) throw error
        log.warn({ err: error }, 'Discord could not be reached')
      })
    },
    start(given) {
      inbox = given
      persisting('Discord could not be reached', begin)
    },
    trouble() {
      if (!ready) return 'Discord has not been reached yet'
      if (lease?.held()) return gateway?.connected() ? null : 'Discord’s gateway is not connected'
      return lease?.taken() ? null : 'no process listens to Discord'
    },
    async close() {
      stopping.abort()
      rooms.stop()
      const listening = gateway
      await Promise.all([listening?.close(), lease?.release()])
      await Promise.all([interactions.idle(), threadMessages.idle()])
      await rooms.idle()
    },
  }
}

function unstarted(): never {
  throw new Error('Discord was heard before it was started')
}

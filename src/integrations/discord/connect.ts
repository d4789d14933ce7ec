import type { Ask, Commands } from '../../kernel/asking/command.ts'
import { staffRooms } from '../../kernel/asking/room.ts'
import type { NamedRooms } from '../../kernel/connecting/staff-rooms.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { loadFile } from '../../kernel/ground/load-file.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Desk } from '../../kernel/hearing/desk.ts'
import type { TrackingIn } from '../../kernel/hearing/from-message.ts'
import type { Inbox, SendAnswer } from '../../kernel/hearing/inbox.ts'
import { waybill } from '../../kernel/shapes/actor.ts'
import type { Chat, WholeChat } from '../../kernel/shapes/chat.ts'
import { openRest } from './client.ts'
import { commandTable } from './commands.ts'
import { downloading } from './download.ts'
import type { LoadFile } from './files.ts'
import { keepPostsOpen } from './forum/open-posts.ts'
import { roomMaking } from './make-room.ts'
import { serverDirectory } from './people.ts'
import { posting } from './post.ts'
import { openGateway } from './receive/gateway.ts'
import { receiveInteractions } from './receive/interactions.ts'
import { type Listener, listenAlone } from './receive/listener.ts'
import { persist } from './receive/persist.ts'
import { receiveThreadMessages } from './receive/thread-messages.ts'
import { applicationOf, mayHear, registerCommands } from './register.ts'
import { replying } from './reply.ts'
import { followRooms } from './rooms.ts'
import { openServer } from './server.ts'
import { prepare } from './staff-rooms.ts'
import { staffsPermission } from './staffs-permission.ts'

export type DiscordSettings = {
  token: string
  /** The server's id; null = the only one the bot is in. */
  guild: string | null
  /** Where Discord's REST API is; null = the real one. The gateway is where its answer says. */
  api: string | null
  rooms: NamedRooms
  /** Whether what is written in threads may be heard. Unset: it may not. */
  bridge?: boolean
}

export type DiscordParts = {
  settings: DiscordSettings
  db: Db
  ask: Ask
  desk: Desk
  inbox: () => Inbox
  commands: Commands
  /** Tracking numbers in a message. */
  trackingIn: TrackingIn
  log: Log
  now: () => Date
}

export type Discord = {
  chat: Chat
  /** Answers people; belongs to the inbox. */
  reply: SendAnswer
  /**
   * Checks the settings, lists the staff's rooms and begins to listen.
   * @throws Refusal naming the setting to fix; `Later` or `Unsure` when Discord cannot be asked now.
   */
  start(): Promise<void>
  /** What keeps people on Discord from being heard, in words; null while all is well. */
  trouble(): string | null
  /** Hangs up and lets what was heard be acknowledged. The inbox and the outbox may still speak after. */
  stop(): Promise<void>
}

/** Discord as a chat: every process posts, one of them listens. */
export function connectDiscord(parts: DiscordParts): Discord {
  const { settings, db, ask, desk, inbox, trackingIn, log, now } = parts
  const rest = openRest(settings, log)
  const server = openServer(rest, settings.guild)
  const files: LoadFile = id => loadFile(db, id)
  const chat: WholeChat = {
    name: 'discord',
    namesArguments: true,
    pace: 0,
    ...posting(rest, server, files),
    directory: { ...serverDirectory(server), ...roomMaking(rest, server) },
    files: downloading(settings.api),
  }
  const table = commandTable(parts.commands)
  const rooms = followRooms({ db, ask, server, log })
  const serves = async (guild: string) => guild === (await server.id())
  const interactions = receiveInteractions({ rest, desk, inbox, table, serves, trackingIn, log })
  const stopping = new AbortController()
  const threadMessages = receiveThreadMessages({ rest, db, desk, server, inbox, log, signal: stopping.signal })
  const posts = keepPostsOpen({ rest, db, server, log, signal: stopping.signal })
  let listener: Listener | null = null

  const register = async () => {
    const { id: application } = await applicationOf(rest)
    const ours = (await staffRooms(db)).flatMap(room => (room.chat === 'discord' ? [room.channel] : []))
    const json = table.shownBy(await staffsPermission(server, ours))
    await registerCommands(rest, { application, guild: await server.id() }, json)
  }
  const changed = () => {
    server.forget()
    rooms.nudge()
  }
  const open = (hears: boolean) => {
    void persist(register, { what: 'the commands could not be registered', log, signal: stopping.signal })
    const { token, api } = settings
    const words = hears ? threadMessages : null
    return openGateway({ token, api, hear: interactions.receive, words, posts, changed, log })
  }

  return {
    chat,
    reply: replying(rest, files, interactions.acknowledged),
    async start() {
      await prepare({ rest, server, chat, db, rooms: settings.rooms, now })
      const hears = settings.bridge === true && mayHear(await applicationOf(rest))
      if (settings.bridge && !hears) log.warn('BRIDGE is on, but Discord does not let us hear: see npm run doctor')
      await ask('chat.hear', { chat: chat.name, hears }, waybill)
      if (!stopping.signal.aborted) listener ??= listenAlone({ db, log, open: () => open(hears) })
    },
    trouble: () => (listener ? listener.trouble() : 'Discord is not connected yet.'),
    async stop() {
      stopping.abort()
      rooms.stop()
      await listener?.stop()
      await Promise.all([interactions.idle(), threadMessages.idle(), posts.idle()])
      await rooms.idle()
    },
  }
}

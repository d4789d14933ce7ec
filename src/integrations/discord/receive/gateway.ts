import { setTimeout } from 'node:timers/promises'
import {
  type APIInteraction,
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  Status,
} from 'discord.js'
import type { Log } from '../../../kernel/ground/log.ts'
import type { OpenPosts } from '../forum/open-posts.ts'
import { within } from '../within.ts'
import { makeClient } from './gateway-client.ts'
import type { ThreadMessageReceiver } from './thread-messages.ts'

export type Gateway = {
  /** Whether Discord tells us what happens, at this moment. */
  connected(): boolean
  /** Hangs up; resolves within three seconds. */
  close(): Promise<void>
}

type Parts = {
  token: string
  api: string | null
  hear: (interaction: APIInteraction) => void
  /** Called with what is written in threads; null where that is not asked for. */
  words: ThreadMessageReceiver | null
  /** Called with threads that change. */
  posts: OpenPosts
  /** Something about channels, roles or our place among them is other than it was. */
  changed: () => void
  log: Log
}

/** First pause after a failed connection, ms; it doubles to the longest. */
const PAUSE = { first: 1_000, longest: 30_000 }
/** How long discord.js may try to repair a connection by itself before we start over, ms. */
const PATIENCE = 45_000
/** How often that is looked at, ms. */
const LOOK = 1_000
/** How long hanging up may take, ms: the other side may be gone. */
const FAREWELL = 3_000

/** What may change where we can post, and as whom. */
const CHANGES = [
  Events.ClientReady,
  Events.ShardResume,
  Events.ChannelCreate,
  Events.ChannelUpdate,
  Events.ChannelDelete,
  Events.GuildCreate,
  Events.GuildDelete,
  Events.GuildRoleUpdate,
  Events.GuildRoleDelete,
  Events.GuildMemberUpdate,
] as const

/** Listens to Discord until it is closed: discord.js resumes and reconnects, and what it gives up is started again. */
export function openGateway(parts: Parts): Gateway {
  const closing = new AbortController()
  let client: Client | null = null
  const connected = () => client !== null && listens(client)

  const serve = async () => {
    let pause = PAUSE.first
    while (!closing.signal.aborted) {
      client = listening(parts)
      try {
        await client.login(parts.token)
        if (await stays(client, closing.signal)) pause = PAUSE.first
      } catch (error) {
        parts.log.warn({ err: error }, 'Discord’s gateway could not be reached')
      }
      await hangUp(client)
      await setTimeout(pause, undefined, { signal: closing.signal }).catch(() => {})
      pause = Math.min(pause * 2, PAUSE.longest)
    }
  }
  const serving = serve()
  return {
    connected,
    async close() {
      closing.abort()
      if (client) await hangUp(client)
      await within(FAREWELL, serving, undefined)
    },
  }
}

function listening({ api, hear, words, posts, changed, log }: Parts): Client {
  const client = makeClient(api, words !== null)
  // Without a listener an error of one event would end the process.
  client.on(Events.Error, error => log.error({ err: error }, 'discord.js failed'))
  client.on(Events.ShardError, error => log.warn({ err: error }, 'the gateway failed'))
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'Discord closed the gateway for good'))
  client.ws.on(GatewayDispatchEvents.InteractionCreate, hear)
  client.ws.on(GatewayDispatchEvents.Ready, posts.catchUp)
  client.ws.on(GatewayDispatchEvents.ThreadUpdate, posts.changed)
  if (words) {
    // The first that a new connection says, before anything that happened.
    client.ws.on(GatewayDispatchEvents.Ready, words.catchUp)
    client.ws.on(GatewayDispatchEvents.Resumed, words.catchUp)
    client.ws.on(GatewayDispatchEvents.MessageCreate, words.said)
    client.ws.on(GatewayDispatchEvents.MessageUpdate, words.edited)
    client.ws.on(GatewayDispatchEvents.MessageDelete, words.deleted)
    client.ws.on(GatewayDispatchEvents.MessageDeleteBulk, ({ ids, ...where }: GatewayMessageDeleteBulkDispatchData) => {
      for (const id of ids) void words.deleted({ id, ...where })
    })
  }
  for (const event of CHANGES) client.on(event, changed)
  return client
}

/** Watches a connection until it is given up or we close; whether it ever stood. */
async function stays(client: Client, signal: AbortSignal): Promise<boolean> {
  let seen = performance.now()
  let stood = false
  while (!signal.aborted && performance.now() - seen < PATIENCE) {
    if (client.ws.shards.some(shard => shard.status === Status.Disconnected)) break
    if (listens(client)) {
      seen = performance.now()
      stood = true
    }
    await setTimeout(LOOK, undefined, { signal }).catch(() => {})
  }
  return stood
}

function listens(client: Client): boolean {
  return client.isReady() && client.ws.shards.every(shard => shard.status === Status.Ready)
}

async function hangUp(client: Client): Promise<void> {
  await within(
    FAREWELL,
    client.destroy().catch(() => {}),
    undefined,
  )
}

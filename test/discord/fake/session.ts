import { randomBytes } from 'node:crypto'
import { GatewayOpcodes } from 'discord.js'
import type { WebSocket } from 'ws'
import { guildJson, readyJson } from './guild-payloads.ts'
import { permissionsIn } from './permissions.ts'
import type { Json } from './shapes.ts'
import { PRIVILEGED, type State } from './state.ts'
import { GUILDS } from './threads.ts'
import type { Happening } from './world.ts'

type Event = { op: number; t: string; s: number; d: Json }

/** One session of the bot: it outlives its connection, and keeps what must be replayed when it resumes. */
export class Session {
  readonly id = randomBytes(16).toString('hex')
  readonly intents: number
  readonly #state: State
  #events: Event[] = []
  socket: WebSocket | null = null
  /** When its connection was lost; `null` while it has one. */
  lostAt: number | null = null

  constructor(state: State, intents: number) {
    this.#state = state
    this.intents = intents
  }

  get seq(): number {
    return this.#events.length
  }

  /** Tells the session, if its intents and its rights let it know; it is kept for a resume in any case. */
  hear(happening: Happening): void {
    if (happening.intents && !(happening.intents & this.intents)) return
    if (happening.channelId !== undefined && !this.#sees(happening.channelId)) return
    this.send(happening.t, this.#veiled(happening))
  }

  send(t: string, d: Json): void {
    const event = { op: GatewayOpcodes.Dispatch, t, s: this.seq + 1, d: structuredClone(d) }
    this.#events.push(event)
    this.socket?.send(JSON.stringify(event))
  }

  /** READY with bare ids, then each guild. */
  welcome(): void {
    const { world, bot, gateway } = this.#state
    const guilds = [...world.guilds.values()].filter(({ members }) => members.has(bot.id))
    this.send('READY', readyJson(bot, guilds, this.id, gateway.url))
    for (const guild of guilds)
      this.hear({ t: 'GUILD_CREATE', d: guildJson(guild, world.member(guild.id, bot.id)), intents: GUILDS })
  }

  replay(after: number): void {
    for (const event of this.#events.slice(after)) this.socket?.send(JSON.stringify(event))
    this.send('RESUMED', { _trace: [] })
  }

  #sees(channelId: string): boolean {
    const { world, bot } = this.#state
    try {
      const channel = world.channel(channelId)
      const guild = world.guildOf(channel)
      const self = guild.members.get(bot.id)
      return Boolean(self && permissionsIn(guild, self, channel))
    } catch {
      return false
    }
  }

  /** Without the intent words are left out, save the bot's own and those that mention it. docs: events/gateway. */
  #veiled({ d, message }: Happening): Json {
    if (!message || this.intents & PRIVILEGED.messageContent) return d
    const { bot } = this.#state
    if (message.author.id === bot.id || message.mentioned.users.includes(bot.id)) return d
    return { ...d, content: '', embeds: [], attachments: [], components: [] }
  }
}

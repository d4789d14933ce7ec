import { ApplicationCommandType } from 'discord.js'
import { type CommandBody, judgeCommands } from './command-rules.ts'
import { Refused, refused } from './refused.ts'
import type { World } from './world.ts'

export type Command = CommandBody & {
  id: string
  application_id: string
  guild_id?: string
  version: string
  type: number
  description: string
}

/** docs: interactions/application-commands, "Registering a Command"; 15 message and user commands since 2026-03-03. */
const MOST: Record<number, number> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
}
const MOST_CREATES = 200
const DAY = 24 * 60 * 60_000

/** The commands of the bot, global ones under `null`. */
export class Commands {
  readonly #world: World
  readonly #applicationId: string
  #scopes = new Map<string | null, Command[]>()
  #creates = new Map<string | null, number[]>()

  constructor(world: World, applicationId: string) {
    this.#world = world
    this.#applicationId = applicationId
  }

  list(guildId: string | null): readonly Command[] {
    return this.#scopes.get(guildId) ?? []
  }

  /** What a person in that guild can call: the guild's own first. */
  inGuild(guildId: string): readonly Command[] {
    return [...this.list(guildId), ...this.list(null)]
  }

  /** Replaces all of a scope. What stays the same keeps its id and its version. */
  overwrite(guildId: string | null, bodies: readonly CommandBody[]): readonly Command[] {
    judgeCommands(bodies)
    for (const [kind, most] of Object.entries(MOST))
      if (bodies.filter(body => (body.type ?? 1) === Number(kind)).length > most)
        throw new Refused(400, { message: `Maximum number of application commands reached (${most})`, code: 30032 })
    const old = this.list(guildId)
    const next = bodies.map(body => this.#made(guildId, body, old))
    this.#count(guildId, next.filter(({ id }) => !old.some(one => one.id === id)).length)
    this.#scopes.set(guildId, next)
    return next
  }

  #made(guildId: string | null, body: CommandBody, old: readonly Command[]): Command {
    const type = body.type ?? ApplicationCommandType.ChatInput
    const before = old.find(one => one.type === type && one.name === body.name)
    const command: Command = {
      default_member_permissions: null,
      nsfw: false,
      contexts: null,
      integration_types: [0],
      ...body,
      type,
      description: body.description ?? '',
      id: before?.id ?? this.#world.ids.next(),
      application_id: this.#applicationId,
      ...(guildId === null ? {} : { guild_id: guildId }),
      version: before?.version ?? this.#world.ids.next(),
    }
    const same = before && JSON.stringify(before) === JSON.stringify(command)
    return before && !same ? { ...command, version: this.#world.ids.next() } : command
  }

  #count(guildId: string | null, creates: number): void {
    const now = this.#world.clock.now()
    const recent = (this.#creates.get(guildId) ?? []).filter(at => at > now - DAY)
    if (recent.length + creates > MOST_CREATES) throw refused(30034)
    this.#creates.set(guildId, [...recent, ...Array.from({ length: creates }, () => now)])
  }
}

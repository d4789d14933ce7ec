import type { InteractionType } from 'discord.js'
import type { Answered, Interaction } from './interactions.ts'
import { attachmentJson, channelJson, memberJson, messageJson, personJson, roleJson } from './payloads.ts'
import { permissionsIn } from './permissions.ts'
import type { Json } from './shapes.ts'
import type { State } from './state.ts'
import type { Channel, Member, Message } from './world.ts'

export type Ask = {
  type: InteractionType
  member: Member
  channel: Channel
  data: Json
  source?: Message | null
  commandKind?: number
  commandName?: string
  /** How the answer says where it came from, besides who asked. */
  metadata?: Json
}

/** What the app may attach to its answer, bytes. */
const ATTACHMENT_LIMIT = 10_485_760

/** Sends an interaction to the bot. The promise is settled by its first answer, or by the lack of one; one that is doomed is not sent. */
export function ask(
  state: State,
  asked: Ask,
  doomed = false,
): { interaction: Interaction; answered: Promise<Answered> } {
  const { promise, resolve } = Promise.withResolvers<Answered>()
  const { type, member, channel, source = null } = asked
  const owners = { 0: channel.guildId }
  const interaction = state.interactions.start(
    {
      type,
      person: member.person,
      channel,
      source,
      commandKind: asked.commandKind ?? null,
      metadata: { type, user: personJson(member.person), authorizing_integration_owners: owners, ...asked.metadata },
    },
    resolve,
  )
  if (!doomed) state.world.tell({ t: 'INTERACTION_CREATE', d: interactionJson(state, interaction, asked), intents: 0 })
  return { interaction, answered: promise }
}

/** docs: interactions/receiving-and-responding, "Interaction Structure". */
function interactionJson(state: State, interaction: Interaction, { type, member, channel, data, source }: Ask): Json {
  const { world, bot, applicationId } = state
  const guild = world.guildOf(channel)
  const self = world.member(guild.id, bot.id)
  return {
    id: interaction.id,
    application_id: applicationId,
    type,
    token: interaction.token,
    version: 1,
    data,
    ...(source ? { message: messageJson(world, source) } : {}),
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    channel_id: channel.id,
    channel: { ...channelJson(channel), permissions: String(permissionsIn(guild, member, channel)) },
    member: { ...memberJson(member), permissions: String(permissionsIn(guild, member, channel)) },
    locale: member.person.locale,
    app_permissions: String(permissionsIn(guild, self, channel)),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { 0: guild.id },
    context: 0,
    attachment_size_limit: ATTACHMENT_LIMIT,
  }
}

/** Whatever these ids stand for, as an interaction carries it. docs: "Resolved Data Structure". */
export function resolve(state: State, channel: Channel, ids: readonly string[]): Json {
  const { world } = state
  const guild = world.guildOf(channel)
  const pick = <T>(look: (id: string) => T | undefined | null) =>
    Object.fromEntries(ids.flatMap(id => (look(id) ? [[id, look(id)]] : [])))
  const all: Record<string, Json> = {
    users: pick(id => guild.members.has(id) && personJson(world.member(guild.id, id).person)),
    members: pick(id => guild.members.has(id) && partialMember(world.member(guild.id, id), channel, state)),
    roles: pick(id => guild.roles.has(id) && roleJson(guild.roles.get(id) as never)),
    channels: pick(id => guild.channels.has(id) && { ...channelJson(world.channel(id)), permissions: '0' }),
    attachments: pick(id => world.attachments.has(id) && attachmentJson(world.attachments.get(id) as never)),
  }
  return Object.fromEntries(Object.entries(all).filter(([, found]) => Object.keys(found).length))
}

/** Without the user, and without being deaf or mute. */
function partialMember(member: Member, channel: Channel, { world }: State): Json {
  const { user, deaf, mute, ...rest } = memberJson(member)
  return { ...rest, permissions: String(permissionsIn(world.guildOf(channel), member, channel)) }
}

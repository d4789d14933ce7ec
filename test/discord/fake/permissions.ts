import { PermissionFlagsBits } from 'discord.js'
import { refused } from './refused.ts'
import type { Channel, Guild, Member, World } from './world.ts'

export type Permission = keyof typeof PermissionFlagsBits

const ALL = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n)

export function bits(...names: readonly Permission[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n)
}

/** What somebody may do in the whole guild. docs: topics/permissions, "Permission Overwrites", first half. */
export function permissionsOf(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.person.id) return ALL
  const own = [guild.id, ...member.roles].map(id => guild.roles.get(id)?.permissions ?? 0n)
  const sum = own.reduce((all, some) => all | some, 0n)
  return sum & PermissionFlagsBits.Administrator ? ALL : sum
}

/** What somebody may do in a channel: everyone's overwrite, then the roles', then their own. A thread asks its parent. */
export function permissionsIn(guild: Guild, member: Member, channel: Channel): bigint {
  const base = permissionsOf(guild, member)
  if (base === ALL) return ALL
  const ruled = channel.thread && channel.parentId ? guild.channels.get(channel.parentId) : channel
  const overwrites = ruled?.overwrites ?? []
  const everyone = overwrites.filter(({ id }) => id === guild.id)
  const roles = overwrites.filter(({ id, type }) => type === 0 && id !== guild.id && member.roles.has(id))
  const own = overwrites.filter(({ id, type }) => type === 1 && id === member.person.id)
  const allowed = [everyone, roles, own].reduce((now, group) => {
    const deny = group.reduce((all, one) => all | one.deny, 0n)
    const allow = group.reduce((all, one) => all | one.allow, 0n)
    return (now & ~deny) | allow
  }, base)
  // Who cannot see a channel can do nothing in it. docs: topics/permissions, "Implicit Permissions".
  return allowed & PermissionFlagsBits.ViewChannel ? allowed : 0n
}

export function can(guild: Guild, member: Member, channel: Channel, ...names: readonly Permission[]): boolean {
  const wanted = bits(...names)
  return (permissionsIn(guild, member, channel) & wanted) === wanted
}

/** The channel, if this person may do that in it: 50001 when they cannot even see it, 50013 when they lack the right. */
export function channelFor(world: World, personId: string, channelId: string, ...names: Permission[]): Channel {
  const channel = world.channel(channelId)
  const guild = world.guildOf(channel)
  const member = guild.members.get(personId)
  if (!member || !can(guild, member, channel, 'ViewChannel')) throw refused(50001)
  if (!can(guild, member, channel, ...names)) throw refused(50013)
  return channel
}

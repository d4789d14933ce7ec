import { type APIOverwrite, OverwriteType, PermissionFlagsBits } from 'discord.js'
import { list } from '../../kernel/words/text.ts'

export type Permission = keyof typeof PermissionFlagsBits

/** What Waybill needs in a room, in the order in which one would miss it. docs: topics/permissions. */
export const NEEDED = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'EmbedLinks',
  'AttachFiles',
  'CreatePublicThreads',
  'SendMessagesInThreads',
  'ManageThreads',
] as const satisfies readonly Permission[]

/** Without these nothing can be posted there at all. */
export const VITAL = ['ViewChannel', 'SendMessages'] as const satisfies readonly Permission[]

/** What an invitation asks for: 326417632256. */
export const INVITED: bigint = NEEDED.reduce((all, name) => all | PermissionFlagsBits[name], 0n)

const ALL = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n)

export type Guild = { id: string; ownerId: string; roles: ReadonlyMap<string, bigint> }
export type Bearer = { user: string; roles: readonly string[] }

/** What somebody may do in a channel: by their roles, then everyone's overwrite, the roles' overwrites, their own. */
export function permissionsIn(guild: Guild, bearer: Bearer, overwrites: readonly APIOverwrite[]): bigint {
  if (bearer.user === guild.ownerId) return ALL
  const mine = [guild.id, ...bearer.roles]
  const base = mine.reduce((all, id) => all | (guild.roles.get(id) ?? 0n), 0n)
  if (base & PermissionFlagsBits.Administrator) return ALL
  const groups = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && bearer.roles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === bearer.user),
  ]
  const allowed = groups.reduce((now, group) => (now & ~sum(group, 'deny')) | sum(group, 'allow'), base)
  // Who cannot see a channel can do nothing in it.
  return allowed & PermissionFlagsBits.ViewChannel ? allowed : 0n
}

export function missingPermissions(permissions: bigint, wanted: readonly Permission[]): readonly Permission[] {
  return wanted.filter(name => !(permissions & PermissionFlagsBits[name]))
}

/** `View Channel and Send Messages`, as Discord's settings name them. */
export function permissionNames(permissions: readonly Permission[]): string {
  return list(permissions.map(name => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')))
}

function sum(group: readonly APIOverwrite[], side: 'allow' | 'deny'): bigint {
  return group.reduce((all, one) => all | BigInt(one[side]), 0n)
}

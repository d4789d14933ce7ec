import {
  type APIGuildChannel,
  type APIRole,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js'
import { type Directory, NoRoom } from '../../kernel/shapes/chat.ts'
import { attempt } from './client.ts'
import { missingPermissions, NEEDED, type Permission, permissionNames } from './permissions.ts'
import type { Server } from './server.ts'

type Making = Required<Pick<Directory, 'makeRoom'>>
type Wanted = Parameters<Making['makeRoom']>[0]

/** What the people of a room need in it. */
const READER = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'AttachFiles',
  'UseApplicationCommands',
] as const satisfies readonly Permission[]

const LONGEST_NAME = 100

/** Private channels and roles for suppliers, made where the bot may. */
export function roomMaking(rest: REST, server: Server): Making {
  return {
    async makeRoom(wanted) {
      const left: string[] = []
      const tried = async <T>(right: Permission, make: () => Promise<T>, instead: string): Promise<T | null> => {
        const made = may(await server.myRights(), right) ? await make().catch(unlessRefused) : null
        if (made === null) left.push(`${instead} (I could do that with ${permissionNames([right])}.)`)
        return made
      }
      const reader =
        wanted.reader ??
        (await roleNamed(wanted)) ??
        (await tried(
          'ManageRoles',
          async () => makeRole(wanted.name),
          `Make a role for ${wanted.name}’s people and use /supplier contact.`,
        ))
      if (reader && !wanted.reader) left.push(`Give the role ${reader.name} to ${wanted.name}’s people.`)
      const kind = wanted.isForum ? 'forum' : 'text channel'
      const room = await tried(
        'ManageChannels',
        async () => makeChannel(wanted, reader?.user ?? null),
        `Make a private ${kind} for ${wanted.name}’s people, your staff and me, and use /supplier room.`,
      )
      server.forget()
      return { room, reader, left }
    },
  }

  /** A role of that name, unless it reads a staff room: nobody becomes a supplier’s contact by that. */
  async function roleNamed({ name, staffRooms }: Wanted) {
    const role = (await server.roles()).find(one => one.name.toLowerCase() === name.toLowerCase() && !one.managed)
    if (!role) return null
    for (const channel of await server.channels())
      if (staffRooms.includes(channel.id) && may(await server.ofRole(role.id, channel), 'ViewChannel')) return null
    return { user: role.id, name: role.name }
  }

  async function makeRole(name: string) {
    const body = { name: name.slice(0, LONGEST_NAME), permissions: '0', mentionable: true }
    const role = await attempt<APIRole>(async () => rest.post(Routes.guildRoles(await server.id()), { body }))
    server.forget()
    return { user: role.id, name: role.name }
  }

  async function makeChannel({ name, isForum, staffRooms }: Wanted, reader: string | null) {
    const mine = await server.myRights()
    const [everyone, me, roles] = [await server.id(), (await server.me()).id, await server.roles()]
    // Nobody can be given what the bot doesn’t have itself.
    const allowing = (id: string, rights: readonly Permission[]) => ({
      id,
      type: roles.some(role => role.id === id) ? OverwriteType.Role : OverwriteType.Member,
      allow: String(rights.reduce((all, right) => all | PermissionFlagsBits[right], 0n) & mine),
    })
    const staff = (await server.channels())
      .filter(({ id }) => staffRooms.includes(id))
      .flatMap(({ permission_overwrites: all = [] }) => all)
      .filter(({ id, allow }) => id !== me && may(BigInt(allow), 'ViewChannel'))
    const readers = new Set([...staff.map(({ id }) => id), ...(reader ? [reader] : [])])
    readers.delete(everyone)
    const permission_overwrites = [
      { id: everyone, type: OverwriteType.Role, deny: String(PermissionFlagsBits.ViewChannel) },
      allowing(me, NEEDED),
      ...[...readers].map(id => allowing(id, READER)),
    ]
    const type = isForum ? ChannelType.GuildForum : ChannelType.GuildText
    const body = { name: channelName(name), type, permission_overwrites }
    const made = await attempt<APIGuildChannel>(() => rest.post(Routes.guildChannels(everyone), { body }))
    return { channel: made.id, name: made.name ?? body.name }
  }
}

const may = (rights: bigint, right: Permission) => missingPermissions(rights, [right]).length === 0

function unlessRefused(error: unknown): null {
  if (error instanceof NoRoom) return null
  throw error
}

/** `Lumen Works` → `lumen-works` */
function channelName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain.slice(0, LONGEST_NAME) || 'supplier'
}

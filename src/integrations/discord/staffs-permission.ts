import { OverwriteType, PermissionFlagsBits } from 'discord.js'
import { missingPermissions, type Permission } from './permissions.ts'
import type { Server } from './server.ts'

/** What staff usually may in a server and suppliers may not. */
export const STAFFS = 'ManageMessages' satisfies Permission

/**
 * The permission, as Discord writes its bits, without which the commands of staff are not offered; null where it would
 * hide them from somebody who reads a staff room.
 * @param rooms the staff rooms, by channel
 */
export async function staffsPermission(server: Server, rooms: readonly string[]): Promise<string | null> {
  const channels = (await server.channels()).filter(({ id }) => rooms.includes(id))
  if (channels.length === 0) return null
  const me = (await server.me()).id
  for (const channel of channels) {
    const bearers: bigint[] = [await server.anybodys(channel)]
    for (const role of await server.roles()) if (!role.tags?.bot_id) bearers.push(await server.ofRole(role.id, channel))
    for (const { id, type } of channel.permission_overwrites ?? []) {
      const member = type === OverwriteType.Member && id !== me ? await server.member(id) : null
      if (member) bearers.push(await server.theirs(member, channel))
    }
    if (bearers.some(may => sees(may) && missingPermissions(may, [STAFFS]).length > 0)) return null
  }
  return String(PermissionFlagsBits[STAFFS])
}

const sees = (permissions: bigint) => missingPermissions(permissions, ['ViewChannel']).length === 0

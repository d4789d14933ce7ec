import { DiscordAPIError, type REST, Routes } from 'discord.js'
import { listStaffRoom, unlistStaffRooms } from '../../kernel/asking/room.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Purpose } from '../../kernel/ground/tables.ts'
import { type Chat, type Directory, NoRoom } from '../../kernel/shapes/chat.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { attempt } from './client.ts'
import type { Server } from './server.ts'

/** The staff's channels, by id or name, as the settings name them. */
export type StaffRooms = { orders: string; alerts: string | null; support: string | null }

type Parts = {
  rest: REST
  server: Server
  chat: Chat & { directory: Directory }
  db: Db
  rooms: StaffRooms
  now: () => Date
}

/**
 * Checks the settings against Discord and lists the staff's rooms.
 * @throws Refusal naming the setting to fix; `Later` or `Unsure` when Discord cannot be asked now.
 */
export async function prepare({ rest, server, chat, db, rooms, now }: Parts): Promise<void> {
  await checkToken(rest)
  await checkServer(server)
  const found: { purpose: Purpose; channel: string; name: string }[] = []
  for (const purpose of ['orders', 'alerts', 'support'] as const) {
    const named = rooms[purpose]
    if (named === null) continue
    const room = { purpose, ...(await find(chat.directory, purpose, named)) }
    // One channel may serve several purposes; the first is what it is listed for.
    if (found.every(({ channel }) => channel !== room.channel)) found.push(room)
  }
  for (const room of found) await listStaffRoom(db, { chat: chat.name, ...room }, now())
  await unlistStaffRooms(
    db,
    chat.name,
    found.map(({ channel }) => channel),
  )
}

/** @throws Refusal when Discord does not know the token. */
export async function checkToken(rest: REST): Promise<void> {
  try {
    await rest.get(Routes.user())
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401)
      throw new Refusal(
        'DISCORD_TOKEN is not accepted by Discord. Take a new one from the Bot page of your application.',
      )
    await attempt(() => Promise.reject(error))
  }
}

/** @throws Refusal when the bot is not in the server that the settings name. */
export async function checkServer(server: Server): Promise<void> {
  try {
    await server.name()
  } catch (error) {
    if (error instanceof NoRoom)
      throw new Refusal(
        'DISCORD_GUILD names a server that the bot is not in. npm run doctor prints the link that invites it.',
      )
    throw error
  }
}

async function find(directory: Directory, purpose: Purpose, named: string) {
  const found = await directory.findChannel(named)
  if (found) return found
  throw new Refusal(
    `${settingOf(purpose)} is “${named}”, but the bot sees no one text channel of that name or id. Let it view the channel, or write the channel’s id.`,
  )
}

function settingOf(purpose: Purpose): string {
  return `DISCORD_${purpose.toUpperCase()}_ROOM`
}

import { DiscordAPIError, type REST, Routes } from 'discord.js'
import { listNamedRooms, type NamedRooms } from '../../kernel/connecting/staff-rooms.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Purpose } from '../../kernel/ground/tables.ts'
import { type Chat, type Directory, NoRoom } from '../../kernel/shapes/chat.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { attempt } from './client.ts'
import type { Server } from './server.ts'

type Parts = {
  rest: REST
  server: Server
  chat: Chat & { directory: Directory }
  db: Db
  rooms: NamedRooms
  now: () => Date
}

/**
 * Checks the settings against Discord and lists the staff's rooms.
 * @throws Refusal naming the setting to fix; `Later` or `Unsure` when Discord cannot be asked now.
 */
export async function prepare({ rest, server, chat, db, rooms, now }: Parts): Promise<void> {
  await checkToken(rest)
  await checkServer(server)
  await listNamedRooms(db, chat, rooms, notThere, now())
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

/** What to do about a channel that the bot does not see. */
export function notThere(purpose: Purpose, named: string): string {
  const setting = `DISCORD_${purpose.toUpperCase()}_ROOM`
  return `${setting} is “${named}”, but the bot sees no one text or forum channel of that name or id. Let it view the channel, or write the channel’s id.`
}

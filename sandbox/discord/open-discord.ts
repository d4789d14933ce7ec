import { FakeDiscord } from '../../test/discord/fake/fake-discord.ts'
import type { User } from '../../test/discord/fake/user.ts'
import type { Channel } from '../../test/discord/fake/world.ts'
import type { Supplier } from '../supplier.ts'

export type OpenDiscord = {
  discord: FakeDiscord
  people: ReadonlyMap<string, User>
  rooms: readonly Channel[]
  supplier: Supplier
  settings: Record<string, string>
  close(): Promise<void>
}

/** A Discord of our own: Tess is staff, Lucía is Casa’s. */
export async function openDiscord(): Promise<OpenDiscord> {
  const discord = await FakeDiscord.start()
  const [staff, casas] = [discord.addRole('Staff'), discord.addRole('Casa')]
  const orders = discord.addPrivateChannel('orders', staff.id)
  const alerts = discord.addPrivateChannel('alerts', staff.id)
  const casa = discord.addPrivateChannel('casa', staff.id, casas.id)
  const people = new Map([
    ['tess', discord.addUser('Tess', { roles: [staff] })],
    ['lucia', discord.addUser('Lucía', { roles: [casas] })],
  ])
  return {
    discord,
    people,
    rooms: [orders, alerts, casa],
    supplier: {
      ...{ name: 'Casa', zone: 'Europe/Madrid', skus: 'BOWL' },
      room: { chat: 'discord', id: casa.id, name: 'casa' },
      people: [{ chat: 'discord', id: casas.id, name: 'Casa' }],
    },
    settings: {
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
      ...{ DISCORD_ORDERS_ROOM: 'orders', DISCORD_ALERTS_ROOM: 'alerts' },
    },
    close: () => discord.stop(),
  }
}

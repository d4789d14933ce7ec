import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connectDiscord } from '../../src/integrations/discord/connect.ts'
import { rooms as allRooms, lanes } from '../../src/kernel/ground/tables.ts'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, aProcess, cardIn } from '../stage/discord/discord-bot.ts'
import { until } from '../stage/until.ts'

const shop = aDiscordShop()

const bound = async (channel: string) => {
  const [row] = await shop.database.db
    .select({ name: allRooms.name, parkedWhy: lanes.parkedWhy })
    .from(allRooms)
    .leftJoin(lanes, eq(lanes.roomId, allRooms.id))
    .where(eq(allRooms.channel, channel))
  return row
}
const soon = async (holds: () => Promise<boolean>) => {
  let held = false
  const look = async () => {
    held = await holds()
  }
  await until(() => {
    void look()
    return held
  })
}

test('a channel that was renamed is called so', async () => {
  const { discord, rooms } = shop
  discord.renameChannel(rooms.lumen, 'lumen-works')
  await soon(async () => (await bound(rooms.lumen.id))?.name === 'lumen-works')
})

test('a channel that is closed to the bot waits, staff are told once, and what was owed goes out when it is open', async () => {
  const { discord, rooms } = shop
  const self = discord.self.person.id
  discord.permit(rooms.lumen, { [self]: { allow: ['ViewChannel'], deny: ['SendMessages'] } })
  const told = await cardIn(discord, rooms.alerts, 'I can’t post in #lumen (discord)')
  expect(told.text).toContain('I lack Send Messages there')
  await shop.forward('1042', 'LAMP')
  await cardIn(discord, rooms.orders, 'Order 1042')
  expect(discord.seen(rooms.lumen)).toEqual([])
  discord.permit(rooms.lumen, { [self]: { allow: ['ViewChannel', 'SendMessages'] } })
  await cardIn(discord, rooms.lumen, 'Purchase order 1042-A')
  expect(discord.seen(rooms.alerts)).toHaveLength(1)
})

test('a channel that is deleted is told of once', async () => {
  const { discord, rooms } = shop
  discord.deleteChannel(rooms.casa)
  expect((await cardIn(discord, rooms.alerts, 'I can’t post in #casa (discord)')).text).toContain('#casa was deleted')
  discord.renameChannel(rooms.lumen, 'lumen-works')
  await soon(async () => (await bound(rooms.lumen.id))?.name === 'lumen-works')
  expect(discord.seen(rooms.alerts)).toHaveLength(1)
})

test('the rooms of a server that threw the bot out wait', async () => {
  const { discord, rooms } = shop
  discord.kick()
  await soon(async () => Boolean((await bound(rooms.lumen.id))?.parkedWhy))
})

test('who may act follows the roles at once', async () => {
  const { discord, rooms, people, staff } = shop
  await shop.forward('1042', 'BOWL')
  const po = await cardIn(discord, rooms.casa, 'Purchase order 1042-A')
  discord.takeRole(people.lucia, shop.roles.casa)
  discord.permit(rooms.casa, { [people.lucia.id]: { allow: ['ViewChannel', 'ReadMessageHistory'] } })
  expect(await answered(await people.lucia.presses(po, 'Acknowledge'))).toContain('staff have been asked')
  discord.giveRole(people.lucia, staff)
  // Staff, in a supplier's room, act as staff.
  expect(await answered(await people.lucia.presses(po, 'Acknowledge'))).toContain('is acknowledged')
})

test('a setting that names no channel is refused in words', async () => {
  const { discord } = shop
  const rooms = { orders: 'nowhere', alerts: null, support: null }
  const settings = { token: discord.token, guild: null, api: discord.api, rooms, bridge: false }
  await expect(connectDiscord({ ...shop.bot.parts, settings }).start()).rejects.toThrow(
    'DISCORD_ORDERS_ROOM is “nowhere”',
  )
})

test('a token or a server that Discord does not know is refused in words', async () => {
  const { discord } = shop
  const good = {
    token: discord.token,
    guild: null,
    api: discord.api,
    rooms: { orders: 'orders', alerts: null, support: null },
    bridge: false,
  }
  const check = (settings: Partial<{ token: string; guild: string }>) =>
    connectDiscord({ ...shop.bot.parts, settings: { ...good, ...settings } }).start()
  await expect(check({ token: `${discord.token}x` })).rejects.toThrow('DISCORD_TOKEN is not accepted')
  await expect(check({ guild: '123456789012345678' })).rejects.toThrow('DISCORD_GUILD names a server')
  discord.addGuild('Another shop')
  await expect(check({})).rejects.toThrow('several Discord servers')
})

test('the commands of staff are offered to staff alone once all who read their rooms can be told apart', async () => {
  const { discord, rooms, people, staff } = shop
  expect(people.mei.commands(rooms.lumen)).toContain('order')
  discord.changeRole(staff, { allow: ['ManageMessages'] })
  await shop.bot.close()
  shop.bot = await aProcess(shop.database, shop)
  await until(() => !people.mei.commands(rooms.lumen).includes('order'))
  expect(people.mei.commands(rooms.lumen)).toEqual(expect.arrayContaining(['po', 'tracking', 'help']))
  expect(people.sam.commands(rooms.orders)).toContain('order')
  expect(await answered(await people.sam.types(rooms.orders, 'order list'))).toContain('no')
})

test('before a room is bound or a contact added, what speaks against it is said, by Discord’s own permissions', async () => {
  const { discord, rooms, people, roles } = shop
  await shop.ask('supplier.add', { name: 'North' })
  const lobby = discord.addChannel('lobby')
  const closed = discord.addPrivateChannel('closed', shop.staff.id)
  discord.permit(closed, { [discord.self.person.id]: { allow: ['ViewChannel'], deny: ['SendMessages'] } })
  const types = async (command: string, values: Record<string, string>) =>
    people.sam.types(rooms.orders, command, values)
  expect(await answered(await types('supplier room', { supplier: 'North', room: closed.id }))).toContain(
    'I can’t post in #closed: I lack Send Messages there.',
  )
  const open = await types('supplier room', { supplier: 'North', room: lobby.id })
  expect(await answered(open)).toContain('#lobby is public: everybody on discord can read what North is sent there.')
  if (!open.message) throw new Error('nothing was asked')
  expect(await answered(await people.sam.presses(open.message, 'Do it anyway'))).toContain('#lobby is North’s room now')
  const contact = async (person: string) => answered(await types('supplier contact', { supplier: 'Casa', person }))
  expect(await contact(shop.staff.id)).toContain('is your staff, who can act in every room')
  expect(await contact(roles.lumen.id)).toContain('can’t see Casa’s room on discord')
  expect(await contact(discord.self.person.id)).toContain('is a bot’s: nobody could press a button for Casa.')
})

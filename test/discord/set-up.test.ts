import { ChannelType } from 'discord.js'
import { expect, test } from 'vitest'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered } from '../stage/discord/discord-bot.ts'
import { until } from '../stage/until.ts'
import type { Channel } from './fake/world.ts'

const shop = aDiscordShop()

const roleOfBot = () => [...shop.discord.guild.roles.values()].find(({ name }) => name === 'Waybill') as never
const called = (name: string) => [...shop.discord.guild.channels.values()].find(one => one.name === name)

/** Fills in the form of `/setup supplier`. */
async function setUp(supplier: string, entries: Parameters<typeof shop.people.sam.submits>[0] = {}): Promise<string> {
  await shop.people.sam.types(shop.rooms.orders, 'setup supplier', { supplier })
  return answered(await shop.people.sam.submits(entries))
}

test('a supplier’s private forum and role are made where the bot may, once, and bound', async () => {
  const { discord, people, rooms, staff } = shop
  const rights = ['ManageChannels', 'ManageRoles', 'ManageThreads', 'AttachFiles', 'EmbedLinks'] as const
  discord.changeRole(roleOfBot(), { allow: [...rights] })
  await shop.ask('supplier.add', { name: 'North Star' })
  const said = await setUp('North Star', { 'What to make': 'forum' })
  expect(said).toContain('North Star may act for North Star now')
  expect(said).toContain('#north-star is North Star’s room now')
  expect(said).toContain('Give the role North Star to North Star’s people.')
  const room = called('north-star') as Channel
  expect(room.type).toBe(ChannelType.GuildForum)
  const role = [...discord.guild.roles.values()].find(({ name }) => name === 'North Star')
  const ida = discord.addUser('Ida', { roles: role ? [role] : [] })
  expect(ida.channels).toContain('north-star')
  expect(people.sam.channels).toContain('north-star')
  expect(people.mei.channels).not.toContain('north-star')
  await until(() => [...discord.guild.channels.values()].some(({ parentId }) => parentId === room.id))
  expect(await setUp('North Star')).toContain('#north-star is North Star’s room already')
  expect(discord.calls.to('POST /guilds/:guild/channels')).toHaveLength(1)
  expect(discord.calls.to('POST /guilds/:guild/roles')).toHaveLength(1)
  expect(people.sam.channels).toContain(rooms.orders.name)
  expect(staff.name).toBe('Staff')
})

test('where the bot may make nothing, it says what to do, and takes what is chosen', async () => {
  const { discord, staff, people } = shop
  await shop.ask('supplier.add', { name: 'North' })
  const said = await setUp('North')
  expect(said).toContain(
    'Make a role for North’s people and use /supplier contact. (I could do that with Manage Roles.)',
  )
  expect(said).toContain('Make a private text channel for North’s people')
  const role = discord.addRole('North people')
  const room = discord.addPrivateChannel('north', staff.id, role.id)
  const bound = await setUp('North', { Room: [room.id], Contact: [role.id] })
  expect(bound).toContain('North people may act for North now')
  expect(bound).toContain('#north is North’s room now')
  await people.sam.types(shop.rooms.orders, 'setup supplier', { supplier: 'North' })
  expect(await answered(await people.sam.submits({ Contact: [staff.id] }))).toContain('Staff is your staff.')
})

import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { messages } from '../../src/kernel/ground/tables.ts'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, aProcess, cardIn, live } from '../stage/discord/discord-bot.ts'
import { openThreads } from '../stage/open-threads.ts'
import { until } from '../stage/until.ts'
import type { SeenMessage } from './fake/seen.ts'
import type { Channel } from './fake/world.ts'

const shop = aDiscordShop()

/** Lumen’s room is a forum from here on, bound by a command as staff do. */
async function aForum(): Promise<Channel> {
  const { discord, rooms, roles, people, staff } = shop
  const forum = discord.addForum('lumen-orders', [staff.id, roles.lumen.id], { tags: ['New', 'Shipped'] })
  const asked = await people.sam.types(rooms.orders, 'supplier room', { supplier: 'Lumen', room: forum.id })
  await answered(asked)
  const bound = await people.sam.presses(asked.message as never, 'Only #lumen-orders')
  expect(await answered(bound)).toContain('#lumen-orders is Lumen’s room now')
  return forum
}

const posts = (forum: Channel) =>
  [...shop.discord.guild.channels.values()].filter(({ parentId }) => parentId === forum.id)

async function postIn(forum: Channel, name: string): Promise<SeenMessage> {
  const find = () => posts(forum).find(one => one.name === name)
  await until(() => find() !== undefined)
  const [first] = shop.discord.seen(find()?.id ?? '')
  if (!first) throw new Error(`the post “${name}” is empty`)
  return first
}

const stateOf = (post: SeenMessage) => shop.discord.state.world.channel(post.id).thread

test('a forum is a supplier’s room: a post for each purchase order, pressed, typed and answered in', async () => {
  const { discord, people } = shop
  const forum = await aForum()
  await shop.forward('1042', 'LAMP')
  await shop.forward('1043', 'LAMP')
  const po = await postIn(forum, 'Purchase order 1042-A')
  await postIn(forum, 'Purchase order 1043-A')
  expect(discord.tagsOf(po.id)).toEqual(['New'])
  expect(await answered(await people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
  await people.mei.presses(po, 'Add tracking')
  expect(await answered(await people.mei.submits({ 'Tracking number': '1Z999AA10123456784' }))).toContain('1042-A')
  await until(() => discord.tagsOf(po.id).includes('Shipped'))
  // In the post itself, as in the room.
  const typed = await people.mei.types(po.id, 'po show', { 'purchase-order': '1043-A' })
  expect(await answered(typed)).toContain('1043-A')
})

test('a post that Discord archives is opened again while something is asked in it, and no other', async () => {
  const { discord, people, rooms } = shop
  const forum = await aForum()
  await shop.forward('1042', 'LAMP')
  await shop.forward('1043', 'LAMP')
  const po = await postIn(forum, 'Purchase order 1042-A')
  const other = await postIn(forum, 'Purchase order 1043-A')
  expect(await answered(await people.sam.types(rooms.orders, 'order cancel', { order: '1043', reason: 'other' }))).toBe(
    'Order 1043 is cancelled.',
  )
  await until(() => discord.tagsOf(other.id).length === 0)
  await until(() => stateOf(other)?.archived === true)
  discord.archiveThread(po.id)
  await until(() => stateOf(po)?.archived === false)
  expect(await answered(await people.mei.presses(po, 'Acknowledge'))).toContain('is acknowledged')
  expect(stateOf(other)?.archived).toBe(true)
  // Archived while nobody listened.
  await shop.bot.close()
  discord.archiveThread(po.id)
  shop.bot = await aProcess(shop.database, shop)
  await until(() => stateOf(po)?.archived === false)
})

test('what people write in a post is heard, and answered in it', async () => {
  const { discord, people, database } = shop
  discord.allow('messageContent')
  await shop.bot.close()
  shop.bot = await aProcess(database, shop, undefined, true)
  await shop.bot.heard()
  const forum = await aForum()
  await openThreads(shop.bot, database)
  const post = await postIn(forum, 'Purchase order 1042-A')
  const title = 'Conversation with Lumen: Complaint C12 of 1042-A'
  const staffs = await cardIn(discord, shop.rooms.orders, title)
  people.mei.says(post.id, 'The lamps left today')
  await until(() => discord.seen(staffs.id).some(({ text }) => text.includes('The lamps left today')))
  people.sam.says(staffs.id, 'Thank you, Mei')
  await until(() => discord.seen(post.id).some(({ text }) => text.includes('Thank you, Mei')))
})

test('a post that was deleted is made once more while something is asked by it', async () => {
  const { discord, people } = shop
  const forum = await aForum()
  await shop.forward('1042', 'LAMP')
  const po = await postIn(forum, 'Purchase order 1042-A')
  discord.deletePost(po.id)
  await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
  const again = await postIn(forum, 'Purchase order 1042-A')
  expect(again.id).not.toBe(po.id)
  expect(live(again)).toContain('Add tracking')
  expect(discord.tagsOf(again.id)).toEqual([])
  expect(await answered(await people.mei.presses(again, 'Ship-to'))).toContain('Hamngatan')
  const [row] = await shop.database.db.select().from(messages).where(eq(messages.ref, again.id))
  expect(row?.kind).toBe('purchase-order')
})

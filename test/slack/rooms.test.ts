import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { lanes, rooms as roomTable } from '../../src/kernel/ground/tables.ts'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import { until } from '../stage/until.ts'
import type { Delivery } from './fake/deliveries.ts'

const shop = aSlackShop()
const heard = async (delivery: Delivery | null) => {
  expect(delivery).not.toBeNull()
  await until(() => shop.fake.unacked.length === 0, 'everything to be acknowledged')
  await shop.bot.settles()
}

test('removed, it says so once, waits, and goes on when invited again', async () => {
  const { sam, mei, rooms } = shop
  await heard(shop.fake.rooms.remove(rooms.lumen, 'bot', mei))
  await sam.reads(rooms.alerts, /I can’t post in #lumen/)
  await shop.forwarded('1042', 'LAMP')
  await shop.forwarded('1043', 'LAMP')
  expect(sam.sees(rooms.alerts).filter(seen => /can’t post in/.test(seen.text))).toHaveLength(1)
  expect(mei.sees(rooms.lumen)).toEqual([])
  await heard(shop.fake.rooms.invite(rooms.lumen, 'bot', sam))
  await mei.reads(rooms.lumen, /Purchase order 1042-A/)
  await mei.reads(rooms.lumen, /Purchase order 1043-A/)
})

test('a room that it is not in is bound by inviting it there, and nobody reads a raw id', async () => {
  const { sam, rooms } = shop
  const other = shop.fake.channel('quiet', { kind: 'private', members: [sam], bot: false })
  await sam.types(rooms.orders, `/supplier room Lumen <#${other.id}|quiet>`)
  await sam.reads(rooms.orders, /I’m not in a channel called “#quiet”\. Open it, type \/invite @waybill/)
  await sam.types(rooms.orders, '/supplier contact Lumen <@U0NOBODY00>')
  await sam.reads(rooms.orders, /I don’t know that person on slack/)
})

test('not in a room, and never told of it, it finds out when it posts', async () => {
  const { sam, rooms } = shop
  rooms.lumen.members.delete(shop.fake.workspace.botUser.id)
  await shop.forwarded('1042', 'LAMP')
  await sam.reads(rooms.alerts, /I can’t post in #lumen/)
  const [lane] = await shop.database.db
    .select()
    .from(lanes)
    .innerJoin(roomTable, eq(roomTable.id, lanes.roomId))
    .where(eq(roomTable.name, 'lumen'))
  expect(lane?.lanes.parkedAt).not.toBeNull()
})

test('archived, it waits; renamed, it follows; under another id, the binding follows', async () => {
  const { sam, mei, rooms } = shop
  await heard(shop.fake.rooms.archive(rooms.lumen, sam))
  await sam.reads(rooms.alerts, /I can’t post in #lumen[\s\S]*archived/)
  await heard(shop.fake.rooms.unarchive(rooms.lumen, sam))
  await heard(shop.fake.rooms.rename(rooms.lumen, 'lumen-works'))
  await heard(shop.fake.rooms.changeId(rooms.lumen))
  await shop.forwarded('1042', 'LAMP')
  await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1042-A/), 'Acknowledge')
  await mei.reads(rooms.lumen, /1042-A is acknowledged/)
  await sam.types(rooms.orders, '/supplier show Lumen')
  await sam.reads(rooms.orders, /lumen-works/)
})

test('people of another organisation in a shared staff room are no staff, and staff are told', async () => {
  const { sam, mei, rooms } = shop
  await shop.forwarded('1042', 'LAMP')
  shop.fake.rooms.invite(rooms.orders, mei, sam)
  await heard(shop.fake.rooms.share(rooms.orders, mei.user.team))
  await sam.reads(rooms.alerts, /#orders \(slack\) is shared/)
  await mei.presses(await mei.reads(rooms.orders, /Order 1042/), 'Story')
  await mei.reads(rooms.orders, /I don’t know you here|nobody’s room/)
  expect(mei.sees(rooms.orders).some(seen => seen.ephemeral && /forwarded/.test(seen.text))).toBe(false)
})

test('whoever leaves the staff room is staff no longer in a supplier’s room', async () => {
  const { sam, rooms } = shop
  await shop.forwarded('1042', 'LAMP')
  const card = () => sam.reads(rooms.lumen, /Purchase order 1042-A/)
  await heard(shop.fake.rooms.remove(rooms.orders, sam, sam))
  await heard(shop.fake.rooms.remove(rooms.alerts, sam, sam))
  await sam.presses(await card(), 'Acknowledge')
  await sam.reads(rooms.lumen, /asked to add you/)
})

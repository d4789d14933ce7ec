import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { MODES, openSlackBot, openSlackShop, people, type Shop, type SlackBot } from './a-bot.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'

let database: TestDatabase
let fake: FakeSlack
let bot: SlackBot
let shop: Shop

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

describe.each(MODES)('over %s', mode => {
  beforeEach(async () => {
    await database.empty()
    fake = await startSlack({ timing: brisk })
    shop = people(fake)
    bot = await openSlackBot(database, fake, { mode })
    await openSlackShop(bot, shop)
  })
  afterEach(async () => {
    await bot.stop()
    await fake.close()
  })

  const receive = async (number: string, ...skus: readonly string[]) => {
    await bot.ask('order.receive', incoming(number, skus.map(sku => ({ sku }))), system)
    await bot.settles()
  }
  /** Nothing failed before anybody's eyes, and nothing was left unacknowledged. */
  const allWell = () => {
    expect(fake.failures).toEqual([])
    expect(fake.unacked).toEqual([])
    expect(fake.complaints).toEqual([])
    expect(fake.calls().filter(call => call.error)).toEqual([])
  }

  test('an order is forwarded, acknowledged and shipped in two parcels, and both rooms follow', async () => {
    const { sam, mei, rooms } = shop
    await bot.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BULB', quantity: 2 }]), system)
    await sam.command(rooms.orders, '/order forward #1042')
    expect(await sam.reads(rooms.orders, /1042-A went to Lumen/)).toMatchObject({ ephemeral: true })
    await bot.settles()
    const card = () => mei.reads(rooms.lumen, /Purchase order 1042-A/)
    await mei.presses(await card(), 'Acknowledge')
    await mei.reads(rooms.lumen, /1042-A is acknowledged/)
    await bot.settles()
    await mei.presses(await card(), 'Add tracking')
    await mei.seesModal(/Add tracking/)
    await mei.submits({ 'Tracking number': '1Z 999 AA1 01 2345 6784', 'What is inside': 'LAMP, BULB x1' })
    expect(mei.modal).toBeNull()
    expect(await mei.reads(rooms.lumen, /1 piece of 1042-A is still to ship/)).toMatchObject({ ephemeral: true })
    await bot.settles()
    await sam.reads(rooms.orders, /Partly shipped/)
    mei.says(rooms.lumen, '@waybill tracking add 1042-A RB123456785CN', { thread: await card() })
    expect(await mei.reads(rooms.lumen, /All of 1042-A is in parcels/)).toMatchObject({ ephemeral: true })
    await bot.settles()
    await sam.reads(rooms.orders, /UPS 1Z999AA10123456784/)
    expect((await card()).text).toContain('On track')
    await sam.command(rooms.orders, '/order show 1042')
    await sam.reads(rooms.orders, /sam forwarded[^]*mei acknowledged[^]*mei added tracking UPS[^]*mei added tracking/)
    allWell()
  })
})

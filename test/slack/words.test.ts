import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { system } from '../bot.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { incoming } from '../incoming.ts'
import { MODES, openSlackBot, openSlackShop, people, type Shop, type SlackBot } from './a-bot.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'
import { asInstalled } from './manifest.ts'

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
    fake = await startSlack({ timing: brisk, app: asInstalled() })
    shop = people(fake)
    bot = await openSlackBot(database, fake, { mode })
    await openSlackShop(bot, shop)
  })
  afterEach(async () => {
    await bot.stop()
    await fake.close()
  })

  const receive = async (number: string, ...skus: readonly string[]) => {
    await bot.ask(
      'order.receive',
      incoming(
        number,
        skus.map(sku => ({ sku })),
      ),
      system,
    )
    await bot.settles()
  }
  /** Nothing failed before anybody's eyes, and nothing was left unacknowledged. */
  const allWell = () => {
    expect(fake.failures).toEqual([])
    expect(fake.unacked).toEqual([])
    expect(fake.complaints).toEqual([])
    expect(fake.calls().filter(call => call.error)).toEqual([])
  }

  test('a command that lacks words opens a form, and a bare one shows help', async () => {
    const { sam, rooms } = shop
    await receive('1049', 'LAMP')
    await sam.command(rooms.orders, '/order')
    expect((await sam.reads(rooms.orders, /order forward <order>/)).text).toContain('Such as /order forward 1042')
    await sam.command(rooms.orders, '/order forward')
    await sam.seesModal(/Forward an order/)
    await sam.submits({ Order: '1049' })
    await sam.reads(rooms.orders, /1049-A went to Lumen/)
    allWell()
  })

  test('rooms and people are chosen by Slack’s own names', async () => {
    const { sam, ola, rooms } = shop
    const works = fake.channel('works', { members: [sam, ola] })
    await sam.command(rooms.orders, '/supplier add “Ola Works” zone:Riga')
    await sam.reads(rooms.orders, /Ola Works/)
    await sam.command(rooms.orders, '/supplier room “Ola Works” #works')
    await sam.reads(rooms.orders, /#works is Ola Works’s room now/)
    await sam.command(rooms.orders, '/supplier contact “Ola Works” @ola')
    await sam.reads(rooms.orders, /ola may act for Ola Works/)
    await sam.command(rooms.orders, '/supplier room')
    await sam.seesModal(/Bind a room/)
    await sam.submits({ Supplier: 'Casa', Room: works.id })
    expect(sam.modal?.errors.Room).toMatch(/belongs to another supplier/)
    allWell()
  })

  test('a mention does what a command does, and asks for a press where it needs a form', async () => {
    const { sam, mei, rooms } = shop
    await receive('1050', 'LAMP')
    sam.says(rooms.orders, '@waybill order forward 1050')
    await sam.reads(rooms.orders, /1050-A went to Lumen/)
    await bot.settles()
    mei.says(rooms.lumen, '@waybill tracking add 1050-A')
    const asked = await mei.reads(rooms.lumen, /a few more words/)
    await mei.presses(asked, 'Open the form')
    await mei.seesModal(/Add tracking/)
    await mei.submits({ 'Tracking number': '1Z999AA10123456784' })
    await mei.reads(rooms.lumen, /All of 1050-A is in parcels/)
    mei.says(rooms.lumen, '@waybill order list')
    await mei.reads(rooms.lumen, /I know no \/order/)
    allWell()
  })

  test('a number is found in the words of a message', async () => {
    const { sam, mei, rooms } = shop
    await receive('1051', 'LAMP')
    await sam.command(rooms.orders, '/order forward 1051')
    await bot.settles()
    const card = await mei.reads(rooms.lumen, /Purchase order 1051-A/)
    const { seen } = mei.says(rooms.lumen, 'Sent it with 1Z999AA10123456784, ok?', { thread: card })
    expect((await mei.messageShortcut(seen, 'Add tracking')).refused).not.toBeNull()
    await sam.messageShortcut(seen, 'Add tracking')
    const form = await sam.seesModal(/Add tracking/)
    expect(form.values).toMatchObject({ 'Tracking number': '1Z999AA10123456784' })
    expect(form.values).not.toHaveProperty('Purchase order')
    await sam.submits()
    await sam.reads(rooms.lumen, /All of 1051-A is in parcels/)
    allWell()
  })

  test('what nobody here knows is acknowledged, and does nothing', async () => {
    const { sam, rooms } = shop
    await sam.command(rooms.orders, '/order nonsense 1042')
    await sam.reads(rooms.orders, /I know no \/order nonsense/)
    const elsewhere = fake.channel('random', { members: [sam] })
    await sam.command(elsewhere, '/order list')
    await sam.reads(elsewhere, /not connected to Waybill/)
    allWell()
  })
})

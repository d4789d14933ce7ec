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
    await sam.reads(
      rooms.orders,
      /sam forwarded[\s\S]*mei acknowledged[\s\S]*mei added tracking UPS[\s\S]*mei added tracking/,
    )
    allWell()
  })

  test('a declined order is forwarded to another supplier from the notice', async () => {
    const { sam, mei, lucia, rooms } = shop
    await receive('1043', 'LAMP')
    await sam.command(rooms.orders, '/order forward 1043')
    await bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1043-A/), 'Decline')
    const form = await mei.seesModal(/Decline/)
    expect(form.submit).toBe('Decline')
    await mei.submits({ Reason: 'Inventory out of stock', Note: 'back in June' })
    await bot.settles()
    await sam.presses(await sam.reads(rooms.alerts, /1043-A was declined/), 'Forward to…')
    await sam.seesModal(/Forward an order/)
    await sam.submits({ Supplier: 'Casa' })
    await sam.reads(rooms.alerts, /1043-B went to Casa/)
    await bot.settles()
    await lucia.reads(rooms.casa, /Purchase order 1043-B/)
    expect(lucia.sees(rooms.casa).some(seen => seen.text.includes('June'))).toBe(false)
    expect(mei.sees(rooms.lumen).every(seen => seen.buttons.length === 0)).toBe(true)
    allWell()
  })

  test('an order of two suppliers goes to both, and neither sees the other', async () => {
    const { sam, mei, lucia, rooms } = shop
    await receive('1044', 'LAMP', 'BOWL')
    await sam.presses(await sam.reads(rooms.orders, /Order 1044/), 'Forward')
    await bot.settles()
    const lamp = await mei.reads(rooms.lumen, /Purchase order 1044-/)
    const bowl = await lucia.reads(rooms.casa, /Purchase order 1044-/)
    expect(lamp.text).toContain('LAMP')
    expect(lamp.text).not.toMatch(/BOWL|Casa/)
    expect(bowl.text).not.toMatch(/LAMP|Lumen/)
    for (const seen of [lamp, bowl]) expect(seen.text).not.toMatch(/Zoë|Västra|zoe@example|711 00 00/)
    allWell()
  })

  test('a stranger is told privately, and staff add them with one press', async () => {
    const { sam, ola, mei, rooms } = shop
    await receive('1045', 'LAMP')
    await sam.command(rooms.orders, '/order forward 1045')
    await bot.settles()
    const card = () => ola.reads(rooms.lumen, /Purchase order 1045-A/)
    await ola.presses(await card(), 'Acknowledge')
    expect(await ola.reads(rooms.lumen, /asked to add you/)).toMatchObject({ ephemeral: true })
    expect(mei.sees(rooms.lumen).some(seen => /asked to add/.test(seen.text))).toBe(false)
    await bot.settles()
    await sam.presses(await sam.reads(rooms.alerts, /ola wants to act for Lumen/), 'Add ola')
    await sam.reads(rooms.alerts, /ola may act for Lumen now/)
    await ola.presses(await card(), 'Acknowledge')
    await ola.reads(rooms.lumen, /1045-A is acknowledged/)
    allWell()
  })

  test('of two who press at once one wins, and the other is told who', async () => {
    const { sam, mei, chen, rooms } = shop
    await receive('1046', 'LAMP')
    await sam.command(rooms.orders, '/order forward 1046')
    await bot.settles()
    const card = await mei.reads(rooms.lumen, /Purchase order 1046-A/)
    await Promise.all([mei.presses(card, 'Acknowledge'), chen.presses(card, 'Acknowledge')])
    await bot.settles()
    const answers = [mei, chen].map(one => one.sees(rooms.lumen).findLast(seen => seen.ephemeral)?.text ?? '')
    expect(answers.filter(text => /1046-A is acknowledged/.test(text))).toHaveLength(1)
    expect(answers.filter(text => /already/.test(text) && /mei|chen/.test(text))).toHaveLength(1)
    allWell()
  })

  test('the address opens as a modal, beside the room', async () => {
    const { sam, mei, rooms } = shop
    await receive('1047', 'LAMP')
    await sam.command(rooms.orders, '/order forward 1047')
    await bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1047-A/), 'Acknowledge')
    await bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1047-A/), 'Ship-to')
    expect((await mei.seesModal(/Ship-to of 1047-A/)).text).toContain('Västra Hamngatan 5')
    for (const one of [sam, mei]) expect(one.sees(rooms.lumen).some(seen => seen.text.includes('Västra'))).toBe(false)
    allWell()
  })

  test('what is wrong with a form stands beside its field, and what was typed stays', async () => {
    const { sam, mei, rooms } = shop
    await receive('1048', 'LAMP')
    await sam.command(rooms.orders, '/order forward 1048')
    await bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1048-A/), 'Add tracking')
    await mei.seesModal(/Add tracking/)
    await mei.submits({ 'Tracking number': '1Z999AA10123456784', 'What is inside': 'CHAIR x3' })
    expect(mei.modal?.errors['What is inside']).toMatch(/CHAIR/)
    await mei.submits({ 'What is inside': '' })
    expect(mei.modal).toBeNull()
    await mei.reads(rooms.lumen, /All of 1048-A is in parcels/)
    allWell()
  })

  test('a command that lacks words opens a form, and a bare one shows help', async () => {
    const { sam, rooms } = shop
    await receive('1049', 'LAMP')
    await sam.command(rooms.orders, '/order')
    expect((await sam.reads(rooms.orders, /order forward <order>/)).text).toContain('Example: /order forward 1042')
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

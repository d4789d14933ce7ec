import { describe, expect, it } from 'vitest'
import { aDiscordShop } from '../stage/discord/a-discord-shop.ts'
import { answered, cardIn, live } from '../stage/discord/discord-bot.ts'
import { stringsIn } from '../stage/strings-in.ts'
import { until } from '../stage/until.ts'
import { limited, outage, type Trouble } from './fake/faults.ts'
import { remove } from './fake/messages.ts'

const POST = 'POST /channels/:channel/messages'
const PATCH = 'PATCH /channels/:channel/messages/:message'
const LIST = 'GET /channels/:channel/messages'
const CALLBACK = 'POST /interactions/:interaction/:token/callback'
const ORIGINAL = 'PATCH /webhooks/:application/:token/messages/:message'

const shop = aDiscordShop()

const titles = () => shop.discord.seen(shop.rooms.orders).map(({ text }) => text.split('\n')[0])

describe('a message is posted once, whatever goes wrong', () => {
  it.each<[string, Trouble, boolean]>([
    ['429', limited(0.2), false],
    ['429 for all routes', limited(0.2, 'global'), false],
    ['500, not accepted', outage(500), false],
    ['500, accepted', outage(500), true],
    ['502, accepted', outage(502), true],
    ['a torn connection, not accepted', 'tear', false],
    ['a torn connection, accepted', 'tear', true],
  ])('%s', async (_, trouble, accepted) => {
    shop.discord.faults.next(POST, trouble, { times: 2, accepted })
    for (const number of ['1042', '1043', '1044']) await shop.receive(number, 'LAMP')
    await shop.bot.settled()
    expect(titles()).toEqual(['Order 1042', 'Order 1043', 'Order 1044'])
  })

  it('is found again after Discord has forgotten the nonce', async () => {
    shop.discord.faults.next(POST, 'tear', { accepted: true })
    shop.discord.faults.next(LIST, outage(503), { times: 3 })
    await shop.receive('1042', 'LAMP')
    await until(() => titles().length === 1)
    shop.discord.state.nonces.window = 0
    await shop.bot.settled()
    expect(titles()).toEqual(['Order 1042'])
  })

  it('is as new as the order, when it was accepted before the order changed', async () => {
    shop.discord.faults.next(POST, 'tear', { accepted: true })
    // The first look fails, so that the order changes before the old one is found.
    shop.discord.faults.next(LIST, outage(500))
    await shop.receive('1042', 'LAMP')
    await until(() => titles().length === 1)
    await shop.ask('order.hold', { order: '1042', reason: 'other' })
    await shop.bot.settled()
    expect(titles()).toEqual(['Order 1042'])
    expect(shop.discord.seen(shop.rooms.orders)[0]?.text).toContain('On hold')
  })

  it('and calls its supplier then, though it changed before it could be posted', async () => {
    shop.discord.faults.next(POST, limited(0.2), { times: 2 })
    await shop.forward('1042', 'LAMP')
    await shop.ask('po.acknowledge', { purchaseOrder: '1042-A' })
    await shop.bot.settled()
    expect((await cardIn(shop.discord, shop.rooms.lumen, 'Purchase order 1042-A')).pinged).toContain('Mei')
  })

  it('in order, as fast as the headers allow and never faster', async () => {
    shop.discord.state.buckets.limits[POST] = { most: 5, per: 1_000 }
    const numbers = Array.from({ length: 12 }, (_, at) => String(1_100 + at))
    for (const number of numbers) await shop.receive(number, 'LAMP')
    await shop.bot.settled()
    expect(titles()).toEqual(numbers.map(number => `Order ${number}`))
    expect(shop.discord.calls.to(POST).filter(({ status }) => status === 429)).toEqual([])
  })
})

describe('a redraw', () => {
  it('of an old message waits where Discord asks for it, and shows the newest in the end', async () => {
    const { discord, rooms } = shop
    await shop.receive('1042', 'LAMP')
    const order = await cardIn(discord, rooms.orders, 'Order 1042')
    discord.clock.skip(2 * 60 * 60_000)
    for (let turn = 0; turn < 5; turn++) {
      await shop.ask('order.hold', { order: '1042', reason: 'other', note: `turn ${turn}` })
      await shop.bot.pump.idle()
      await shop.ask('order.release', { order: '1042' })
      await shop.bot.pump.idle()
    }
    const refused = () => discord.calls.to(PATCH).filter(({ answer }) => stringsIn(answer, 'code').includes('30046'))
    expect(refused().length).toBeGreaterThan(0)
    discord.clock.skip(10_000)
    await shop.bot.settled()
    expect(live(discord.message(order.id) as never)).toContain('Forward')
  })
})

describe('a card that somebody deleted', () => {
  it('is posted once more while something is asked by it, and holds up no other', async () => {
    const { discord, rooms } = shop
    for (const number of ['1042', '1043']) await shop.receive(number, 'LAMP')
    await shop.bot.settled()
    const { world } = discord.state
    remove(world, world.message(rooms.orders.id, (await cardIn(discord, rooms.orders, 'Order 1042')).id))
    for (const order of ['1042', '1043']) await shop.ask('order.hold', { order, reason: 'other' })
    await shop.bot.pump.idle()
    expect(titles()).toEqual(['Order 1043', 'Order 1042'])
    for (const { text } of discord.seen(rooms.orders)) expect(text).toContain('On hold')
  })
})

describe('what people do is done once, whatever goes wrong', () => {
  const forwarded = async () => {
    await shop.forward('1042', 'LAMP')
    return cardIn(shop.discord, shop.rooms.lumen, 'Purchase order 1042-A')
  }

  it.each<[string, Trouble, boolean]>([
    ['is torn', 'tear', false],
    ['is torn, though it arrived', 'tear', true],
    ['fails', outage(500), false],
    ['comes too fast', limited(0.2), false],
  ])('when the acknowledgement %s: it is given again, and nobody hears of it', async (_, trouble, accepted) => {
    const po = await forwarded()
    shop.discord.faults.next(CALLBACK, trouble, { accepted })
    expect(await answered(await shop.people.mei.presses(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
    expect(shop.people.mei.failures).toEqual([])
  })

  it('when a form cannot be opened at first', async () => {
    const po = await forwarded()
    shop.discord.faults.next(CALLBACK, outage(502))
    await shop.people.mei.presses(po, 'Add tracking')
    expect(shop.people.mei.modal?.title).toBe('Add tracking')
  })

  it('when nothing can be shown where it was asked: it is said in a direct message', async () => {
    const { discord, people } = shop
    const po = await forwarded()
    discord.faults.next(CALLBACK, outage(500), { times: 20 })
    expect((await people.mei.presses(po, 'Add tracking')).failed).toContain('failed')
    await until(() => people.mei.direct.length === 1)
    expect(people.mei.direct[0]).toContain('The form “Add tracking” could not be opened. Please try again.')
    expect((await people.mei.presses(po, 'Acknowledge')).failed).toContain('failed')
    await until(() => people.mei.direct.length === 2)
    expect(people.mei.direct[1]).toContain('1042-A is acknowledged')
    discord.faults.clear()
  })

  it('when the answer fails at first', async () => {
    const po = await forwarded()
    shop.discord.faults.next(ORIGINAL, outage(502), { times: 2 })
    expect(await answered(await shop.people.mei.presses(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
  })

  it('when it is delivered twice', async () => {
    const { discord, people } = shop
    const po = await forwarded()
    discord.gateway.twice('INTERACTION_CREATE')
    expect(await answered(await people.mei.presses(po, 'Acknowledge'))).toContain('1042-A is acknowledged')
    await shop.bot.inbox.idle()
    expect(people.mei.failures).toEqual([])
  })

  it('when it is delivered too late to be answered', async () => {
    const { discord, people } = shop
    const po = await forwarded()
    discord.gateway.late('INTERACTION_CREATE', 3_500)
    expect((await people.mei.presses(po, 'Acknowledge')).failed).toContain('failed')
    await until(() => people.mei.direct.length === 1)
    expect(people.mei.direct[0]).toContain('1042-A is acknowledged')
  })

  it('when a form is delivered twice', async () => {
    const { discord, people } = shop
    const po = await forwarded()
    await people.mei.presses(po, 'Add tracking')
    discord.gateway.twice('INTERACTION_CREATE')
    expect(await answered(await people.mei.submits({ 'Tracking number': 'RB123456785CN' }))).toContain('in parcels')
    await shop.bot.inbox.idle()
    const list = await people.mei.types(shop.rooms.lumen, 'tracking list', { 'purchase-order': '1042-A' })
    expect(await answered(list)).toContain('1 parcel')
  })
})

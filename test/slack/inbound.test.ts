import { beforeEach, describe, expect, test } from 'vitest'
import { inbox as inboxTable } from '../../src/kernel/ground/tables.ts'
import type { Desk } from '../../src/kernel/hearing/desk.ts'
import { aSlackShop, type SlackShop } from '../stage/slack/a-slack-shop.ts'
import { MODES, openSlackBot } from '../stage/slack/slack-bot.ts'
import { until } from '../stage/until.ts'
import type { Effect } from './fake/faults.ts'

/** What a test wants to happen at the desk first. */
let before: (act: string) => Promise<void> = async () => {}

const watched = (desk: Desk): Desk => ({
  ...desk,
  typed: (...call) => before('typed').then(() => desk.typed(...call)),
  pressed: (...call) => before('pressed').then(() => desk.pressed(...call)),
  submitted: (...call) => before('submitted').then(() => desk.submitted(...call)),
})

describe.each(MODES)('over %s', mode => {
  beforeEach(() => {
    before = async () => {}
  })
  const shop = aSlackShop({ mode, behind: watched })
  beforeEach(() => shop.received('1042', 'LAMP'))

  const told = (who: SlackShop['sam'], room: SlackShop['rooms']['orders'], what: RegExp) =>
    who.sees(room).filter(seen => seen.ephemeral && what.test(seen.text))
  const form = async () => {
    await shop.ask('order.forward', { order: '1042' })
    await shop.bot.settles()
    await shop.mei.presses(await shop.mei.reads(shop.rooms.lumen, /Purchase order 1042-A/), 'Add tracking')
    return shop.mei.seesModal(/Add tracking/)
  }

  test('what is delivered twice is done once, answered once', async () => {
    const { sam, mei, rooms } = shop
    shop.fake.faults.delivery(/./, { kind: 'duplicate', after: 20 }, { times: 20 })
    await sam.types(rooms.orders, '/order note 1042 fragile')
    sam.says(rooms.orders, '@waybill order note 1042 “with care”')
    await sam.presses(await sam.reads(rooms.orders, /Order 1042/), 'Forward')
    await sam.reads(rooms.orders, /1042-A went to Lumen/)
    await shop.bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1042-A/), 'Add tracking')
    await mei.seesModal(/Add tracking/)
    await mei.submits({ 'Tracking number': '1Z999AA10123456784' })
    await mei.reads(rooms.lumen, /All of 1042-A is in parcels/)
    await new Promise(done => setTimeout(done, 200))
    await shop.bot.settles()
    await sam.types(rooms.orders, '/order show 1042')
    const story = (await sam.reads(rooms.orders, /sam forwarded/)).text
    for (const once of ['fragile', 'with care', 'sam forwarded', 'added tracking'])
      expect(story.split(once)).toHaveLength(2)
    expect(told(sam, rooms.orders, /went to Lumen/)).toHaveLength(1)
    expect(told(mei, rooms.lumen, /All of 1042-A/)).toHaveLength(1)
    expect(shop.fake.failures).toEqual([])
  })

  test('a late command still acts; its form waits for a press', async () => {
    const { sam, rooms } = shop
    shop.fake.faults.delivery(/order/, { kind: 'late', ms: 2_900 })
    await sam.types(rooms.orders, '/order forward')
    shop.fake.clock.advance(3_000)
    await sam.presses(await sam.reads(rooms.orders, /a few more words/), 'Open the form')
    await sam.seesModal(/Forward an order/)
    await sam.submits({ Order: '1042' })
    await sam.reads(rooms.orders, /1042-A went to Lumen/)
  }, 20_000)

  test('a form that takes long says so, and shows its answer in the modal', async () => {
    const { mei, sam, rooms } = shop
    await form()
    before = act => (act === 'submitted' ? new Promise(done => setTimeout(done, 2_400)) : Promise.resolve())
    expect((await mei.submits({ 'Tracking number': '1Z999AA10123456784' })).failure).toBeNull()
    expect(mei.modal?.text).toContain('Still working on it')
    await mei.seesModal(/All of 1042-A is in parcels/)
    await shop.bot.settles()
    await sam.reads(rooms.orders, /UPS 1Z999AA10123456784/)
  }, 20_000)

  test('the same words sent twice from one modal are one deed', async () => {
    const { mei, sam, rooms } = shop
    await form()
    await mei.submits({ 'Tracking number': '1Z 999', 'What is inside': 'CHAIR' })
    expect(Object.keys(mei.modal?.errors ?? {})).not.toEqual([])
    await mei.submits()
    expect(Object.keys(mei.modal?.errors ?? {})).not.toEqual([])
    before = act => (act === 'submitted' ? new Promise(done => setTimeout(done, 3_200)) : Promise.resolve())
    shop.fake.faults.delivery(/view_submission/, { kind: 'late', ms: 2_000 })
    await mei.submits({ 'Tracking number': '1Z999AA10123456784', 'What is inside': '' })
    before = async () => {}
    if (mei.modal?.submit) await mei.submits()
    await shop.bot.settles()
    await sam.reads(rooms.orders, /UPS 1Z999AA10123456784/)
    const recorded = await shop.database.db.$count(inboxTable)
    expect(recorded).toBeGreaterThan(0)
    await sam.types(rooms.orders, '/order show 1042')
    expect((await sam.reads(rooms.orders, /added tracking/)).text.split('added tracking')).toHaveLength(2)
  }, 20_000)

  test.each<[string, string, Effect]>([
    ['Slack is too busy for a moment', 'views.open', { kind: 'rate_limited', retryAfter: 1 }],
    ['Slack fails once', 'views.open', { kind: 'status', status: 500 }],
    ['it was opened, but the answer was lost', 'views.open', { kind: 'answer_broken', status: 500 }],
    ['it cannot be filled at first', 'views.update', { kind: 'status', status: 503 }],
  ])('a form opens though %s', async (_, method, effect) => {
    shop.fake.faults.call(method, effect)
    await form()
    await shop.mei.submits({ 'Tracking number': '1Z999AA10123456784' })
    await shop.mei.reads(shop.rooms.lumen, /All of 1042-A is in parcels/)
  })

  test('a form that cannot be opened at all is one press away', async () => {
    const { mei, rooms } = shop
    shop.fake.faults.call('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await shop.ask('order.forward', { order: '1042' })
    await shop.bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1042-A/), 'Add tracking')
    await mei.presses(await mei.reads(rooms.lumen, /a few more words/), 'Open the form')
    await mei.seesModal(/Add tracking/)
  })

  test('an answer that its room does not take comes in a direct message', async () => {
    const { sam, rooms } = shop
    shop.fake.faults.call('chat.postEphemeral', { kind: 'error', error: 'user_not_in_channel' })
    sam.says(rooms.orders, '@waybill order forward 1042')
    await until(() => sam.direct.some(({ text }) => text.includes('1042-A went to Lumen')))
    await shop.bot.settles()
  })

  test('what a killed process had heard is done by the next, and answered', async () => {
    const { sam, rooms } = shop
    let killed = false
    before = () => (killed ? Promise.resolve() : new Promise(() => {}))
    await sam.types(rooms.orders, '/order forward 1042')
    expect(shop.fake.failures).toEqual([])
    killed = true
    const dead = shop.bot
    await dead.slack.stop()
    shop.bot.wait(31_000)
    shop.bot = await openSlackBot(shop.database, shop.fake, { mode })
    await sam.reads(rooms.orders, /1042-A went to Lumen/)
    await shop.bot.settles()
    expect(told(sam, rooms.orders, /went to Lumen/)).toHaveLength(1)
    await dead.pump.stop()
  }, 20_000)

  test('where nothing can be kept nothing is acknowledged, and the person sees it', async () => {
    const { sam, rooms } = shop
    const { receive } = shop.bot.inbox
    shop.bot.inbox.receive = () => Promise.reject(new Error('the database is away'))
    const outcome = await sam.types(rooms.orders, '/order forward 1042')
    expect(outcome.failure?.code).toMatch(/operation_timeout|dispatch_failed/)
    const { seen } = sam.says(rooms.orders, '@waybill order forward 1042')
    await new Promise(done => setTimeout(done, 100))
    shop.bot.inbox.receive = receive
    expect(seen.text).toContain('@waybill')
    // Slack delivers an event again until it is acknowledged.
    await sam.reads(rooms.orders, /1042-A went to Lumen/)
  }, 20_000)

  test('a token of another room, or of another person’s eyes, does nothing', async () => {
    const { sam, mei, rooms } = shop
    await form()
    await mei.closes()
    await sam.types(rooms.orders, '/order show 1042')
    const mine = await sam.reads(rooms.orders, /sam|Story|Order 1042/)
    const token = mine.elements[0]?.value ?? ''
    const forged = { chat: 'slack', user: mei.id, name: 'mei', channel: rooms.lumen.id, roles: [] }
    expect(await shop.bot.desk.pressed(forged, token)).toMatchObject({ kind: 'refused' })
  })

  test('stopped, it ends what is under way', async () => {
    const { sam, rooms } = shop
    before = () => new Promise(done => setTimeout(done, 300))
    await sam.types(rooms.orders, '/order forward 1042')
    const start = Date.now()
    await shop.bot.stop()
    expect(Date.now() - start).toBeLessThan(9_000)
    expect(told(sam, rooms.orders, /1042-A went to Lumen/)).toHaveLength(1)
    await until(() => shop.fake.unacked.length === 0)
    shop.bot = await openSlackBot(shop.database, shop.fake, { mode })
  })
})

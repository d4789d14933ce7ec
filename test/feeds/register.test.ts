import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { feedStates, followedNumbers } from '../../src/checkpoints/tables.ts'
import { afterShipFeed } from '../../src/integrations/aftership/feed.ts'
import { easyPostFeed } from '../../src/integrations/easypost/feed.ts'
import { seventeenTrackFeed } from '../../src/integrations/seventeentrack/feed.ts'
import { ship24Feed } from '../../src/integrations/ship24/feed.ts'
import { shippoFeed } from '../../src/integrations/shippo/feed.ts'
import { trackingMoreFeed } from '../../src/integrations/trackingmore/feed.ts'
import { type FeedClient, lookAtFeed, openFeedClient } from '../../src/kernel/connecting/call-feed.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { doing } from '../stage/doing-tasks.ts'
import { hoursFromNow } from '../stage/from-now.ts'
import { card, cardIn } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'
import { until } from '../stage/until.ts'
import { type FeedName, type FeedSite, KEY, SITES } from './feed-site.ts'

const shop = aShop()
const tasks = doing(() => shop)
const UPS = '1Z999AA10123456784'
const CHINA = 'RB123456785CN'
const sam = () => shop.bot.as('Sam', 'orders')

const OPEN = {
  aftership: { open: afterShipFeed, headers: { 'as-api-key': KEY } },
  seventeentrack: { open: seventeenTrackFeed, headers: { '17token': KEY } },
  shippo: { open: shippoFeed, headers: { authorization: `ShippoToken ${KEY}` } },
  trackingmore: { open: trackingMoreFeed, headers: { 'Tracking-Api-Key': KEY } },
  ship24: { open: ship24Feed, headers: { authorization: `Bearer ${KEY}` } },
  easypost: { open: easyPostFeed, headers: { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` } },
} as const

/** The feed of a site, as the shop has it. */
async function connect(
  name: FeedName,
  headers: object = OPEN[name].headers,
): Promise<{ site: FeedSite; client: FeedClient }> {
  const site = await SITES[name]()
  const client = openFeedClient({ title: name, url: site.url, headers: { ...headers }, keyName: 'KEY' })
  shop.bot.feeds.set(name, OPEN[name].open(client))
  return { site, client }
}
const ship = async (number: string, tracking: string) => {
  await shop.forwarded(number, [{ sku: 'LAMP' }])
  await sam().types(`/tracking add ${number}-A ${tracking}`)
}
const rows = () => shop.database.db.select().from(followedNumbers).orderBy(followedNumbers.number)

beforeEach(() => tasks.start())
afterEach(() => tasks.stop())

describe.each(Object.keys(OPEN) as FeedName[])('%s', name => {
  test('follows every parcel once: recorded, shared, corrected, and what it knew before', async () => {
    const { site } = await connect(name)
    await ship('1042', UPS)
    await ship('1043', UPS)
    await sam().types(`/tracking correct 1042-A ${UPS} ${CHINA}`)
    await tasks.idle()
    await ship('1044', CHINA)
    await tasks.idle()
    expect(site.followed.toSorted()).toEqual([UPS, CHINA].toSorted())
    expect((await rows()).map(one => [one.number, one.refused, one.registeredAt !== null])).toEqual([
      [UPS, null, true],
      [CHINA, null, true],
    ])
    await shop.database.db.update(followedNumbers).set({ registeredAt: null })
    await shop.ask('tracking.register')
    await shop.bot.ask('tracking.register', { numbers: [UPS] }, { side: 'system', name: 'Test' })
    expect(site.followed).toHaveLength(2)
  })

  test('while it is down nothing is lost, and it is read out of what is wrong', async () => {
    const { site, client } = await connect(name)
    site.isDown = true
    await ship('1042', UPS)
    await until(() => client.trouble() !== null)
    expect(client.trouble()).toMatch(/has trouble of its own \(502\)/)
    site.isDown = false
    await until(() => site.followed.length === 1)
    await tasks.idle()
    expect(client.trouble()).toBeNull()
  })

  test('what its webhook did not bring is read after a long silence', async () => {
    const { site } = await connect(name)
    await ship('1042', UPS)
    await tasks.idle()
    site.known.set(UPS, KNOWN[name])
    await shop.ask('tracking.owe-readings')
    await tasks.idle()
    expect(await shop.database.db.select().from(shipments)).toMatchObject([{ scannedAt: null }])
    await shop.database.db.update(followedNumbers).set({ readAt: new Date() })
    await shop.ask('tracking.owe-readings')
    await tasks.idle()
    expect(await shop.database.db.select().from(shipments)).toMatchObject([
      { scannedAt: new Date(AT), tag: 'InTransit' },
    ])
    const [row] = await rows()
    expect(row?.readAt && row.readAt > new Date()).toBe(true)
  })

  test('the doctor says whether the key is accepted', async () => {
    await connect(name)
    const look = async () => lookAtFeed(shop.bot.feeds.get(name) ?? fail())
    expect(await look()).toMatchObject([{ well: true, what: expect.stringContaining('accepts the key') }])
    await connect(name, { 'as-api-key': 'old' })
    expect(await look()).toMatchObject([{ well: false, what: expect.stringContaining('Check `KEY`') }])
  })
})

const fail = (): never => {
  throw new Error('there is no feed')
}

const AT = hoursFromNow(-23)
const KNOWN: Readonly<Record<FeedName, unknown>> = {
  aftership: { tracking_number: UPS, checkpoints: [{ checkpoint_time: AT, tag: 'InTransit', message: 'Picked up' }] },
  seventeentrack: {
    number: UPS,
    track_info: { tracking: { providers: [{ events: [{ time_iso: AT, sub_status: 'InTransit_PickedUp' }] }] } },
  },
  shippo: {
    tracking_number: UPS,
    tracking_history: [{ status: 'TRANSIT', status_date: AT, status_details: 'Accepted' }],
  },
  trackingmore: {
    tracking_number: UPS,
    origin_info: {
      trackinfo: [{ checkpoint_date: AT, checkpoint_delivery_status: 'transit', tracking_detail: 'Picked up' }],
    },
  },
  ship24: {
    tracker: { trackingNumber: UPS },
    events: [{ occurrenceDatetime: AT, statusMilestone: 'in_transit', status: 'Collected' }],
  },
  easypost: {
    ...{ object: 'Tracker', tracking_code: UPS },
    tracking_details: [{ datetime: AT, status: 'in_transit', message: 'Picked up' }],
  },
}

test('out of quota, staff get one card and the parcels wait; with more they are followed and the card says so', async () => {
  const { site } = await connect('seventeentrack')
  site.left = 1
  await ship('1042', UPS)
  await tasks.idle()
  await ship('1043', CHINA)
  await until(async () => (await shop.bot.feeds.get('seventeentrack')?.quota?.())?.left === 0)
  const why = '17TRACK has no quota left for more parcels. Buy more there, or wait for the next month.'
  const report = { feed: 'seventeentrack', why, since: new Date() }
  await shop.ask('feed.report', report)
  await shop.ask('feed.report', report)
  await shop.bot.pump.idle()
  const title = '17TRACK isn’t following new parcels'
  expect(cardIn(shop.chat, 'alerts', title).summary).toContain(why)
  const listed = card(await sam().types('/tracking feeds'))
  expect(phraseText(listed.lines?.[0]?.detail)).toMatch(/1 parcel followed.* 1 waiting .*0 of 1,000 left.*Not working/)
  expect(shop.chat.messages.filter(one => one.channel === 'alerts' && one.card.title === title)).toHaveLength(1)
  site.left = 5
  await until(() => site.followed.length === 2)
  await tasks.idle()
  expect(cardIn(shop.chat, 'alerts', '17TRACK follows parcels again').summary).toContain('follows all parcels')
  expect(await shop.database.db.select().from(feedStates)).toMatchObject([{ failingSince: null, quotaLeft: 4 }])
})

test('a feed that is switched on later follows what is on its way, and not what came', async () => {
  await ship('1042', UPS)
  await ship('1043', CHINA)
  await sam().types('/tracking delivered 1043-A')
  const { site } = await connect('aftership')
  await shop.ask('tracking.register')
  await tasks.idle()
  expect(site.followed).toEqual([UPS])
})

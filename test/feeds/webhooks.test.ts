import { createHash, createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { aftership } from '../../src/integrations/aftership/index.ts'
import { readUpdate } from '../../src/integrations/aftership/read.ts'
import { carrierEvents } from '../../src/integrations/carrier-events/index.ts'
import { easypost } from '../../src/integrations/easypost/index.ts'
import { readEvent } from '../../src/integrations/easypost/read.ts'
import { isFromEasyPost } from '../../src/integrations/easypost/signature.ts'
import { seventeentrack } from '../../src/integrations/seventeentrack/index.ts'
import { readPush } from '../../src/integrations/seventeentrack/read.ts'
import { isSignedWith } from '../../src/integrations/seventeentrack/signature.ts'
import { ship24 } from '../../src/integrations/ship24/index.ts'
import { shippo } from '../../src/integrations/shippo/index.ts'
import { readTrackUpdate } from '../../src/integrations/shippo/read.ts'
import { trackingmore } from '../../src/integrations/trackingmore/index.ts'
import type { Integration, Offered } from '../../src/kernel/connecting/integration.ts'
import { isSigned } from '../../src/kernel/ground/signature.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import { hoursFromNow } from '../stage/from-now.ts'
import { served } from './feed-site.ts'

const shop = aShop()
const UPS = '1Z999AA10123456784'
const AT = hoursFromNow(-23)
const BEFORE = hoursFromNow(-47)
const SECRET = 'secret-1'
const WHSEC = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const around = { host: '127.0.0.1', proxies: [], bridge: false, hasChat: true }

const hmac = (body: string) => createHmac('sha256', SECRET).update(body)
type Case = {
  integration: Integration
  settings: Record<string, string>
  path: string
  body: unknown
  sign(body: string): Record<string, string>
}
const CASES: Readonly<Record<string, Case>> = {
  AfterShip: {
    ...{ integration: aftership, path: '/carrier/aftership' },
    settings: { AFTERSHIP_API_KEY: 'k', AFTERSHIP_WEBHOOK_SECRET: SECRET },
    body: {
      event: 'tracking_update',
      msg: {
        tracking_number: UPS,
        checkpoints: [
          { checkpoint_time: BEFORE.slice(0, 19), tag: 'InfoReceived', subtag: 'InfoReceived_001', message: 'Label' },
          { checkpoint_time: AT, tag: 'InTransit', subtag: 'InTransit_002', message: 'Acceptance' },
        ],
      },
    },
    sign: body => ({ 'aftership-hmac-sha256': hmac(body).digest('base64') }),
  },
  '17TRACK': {
    ...{ integration: seventeentrack, path: '/carrier/17track', settings: { SEVENTEENTRACK_KEY: SECRET } },
    body: {
      event: 'TRACKING_UPDATED',
      data: {
        number: UPS,
        track_info: { latest_event: { time_iso: AT, sub_status: 'InTransit_PickedUp', description: 'Accepted' } },
      },
    },
    sign: body => ({ sign: createHash('sha256').update(`${body}/${SECRET}`).digest('hex') }),
  },
  EasyPost: {
    ...{ integration: easypost, path: '/carrier/easypost' },
    settings: { EASYPOST_API_KEY: 'k', EASYPOST_WEBHOOK_SECRET: SECRET },
    body: {
      description: 'tracker.updated',
      result: {
        ...{ object: 'Tracker', tracking_code: UPS },
        tracking_details: [
          { datetime: BEFORE, status: 'pre_transit', message: 'Shipping label created' },
          { datetime: AT, status: 'in_transit', message: 'Picked up' },
        ],
      },
    },
    sign: body => ({ 'X-Hmac-Signature': `hmac-sha256-hex=${hmac(body).digest('hex')}` }),
  },
  'the door for any carrier': {
    ...{ integration: carrierEvents, path: '/carrier/events', settings: { CARRIER_EVENTS_SECRET: WHSEC } },
    body: {
      schema: '2026-11',
      scans: [
        { number: UPS, tag: 'InfoReceived', at: BEFORE, words: 'Label created' },
        {
          number: UPS,
          tag: 'InTransit',
          detail: 'accepted',
          // As its clocks show it, eight hours ahead of UTC.
          at: hoursFromNow(-15).slice(0, 19),
          place: 'Shenzhen',
          country: 'CN',
        },
      ],
    },
    sign: body => {
      const at = new Date()
      return {
        ...{ 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) },
        'webhook-signature': new Webhook(WHSEC).sign('msg_1', at, body),
      }
    },
  },
}

async function open({ integration, settings }: Omit<Case, 'sign'>) {
  const gate = { isOpen: true }
  const { plan, wrong } = integration.read(settings, around)
  expect(wrong).toEqual([])
  const offered = { ask: shop.bot.ask, isOpen: () => gate.isOpen, failed: () => {} } as unknown as Offered
  const connection = await plan?.connect(offered)
  const app = new Hono()
  for (const { at, app: own } of connection?.routes ?? []) app.route(at, own)
  return { url: await served(app), gate }
}
const post = (url: string, body: string, headers: Record<string, string>) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
const parcels = () => shop.database.db.select().from(shipments)

describe.each(Object.entries(CASES))('%s', (_, one) => {
  test('records the first scan by its webhook, once, and only where it is signed', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await shop.bot.as('Sam', 'orders').types(`/tracking add 1042-A ${UPS}`)
    const { url, gate } = await open(one)
    const body = JSON.stringify(one.body)
    const send = async (sent = body, headers = one.sign(sent)) => (await post(url + one.path, sent, headers)).status
    expect(await send(body, {})).toBe(401)
    expect(await send(body, one.sign(`${body} `))).toBe(401)
    expect(await send('{', one.sign('{'))).toBe(400)
    gate.isOpen = false
    expect(await send()).toBe(503)
    expect(await parcels()).toMatchObject([{ scannedAt: null }])
    gate.isOpen = true
    expect([await send(), await send()]).toEqual([200, 200])
    expect(await parcels()).toMatchObject([{ scannedAt: new Date(AT), tag: 'InTransit' }])
  })
})

const TOKEN = 'a-secret-address-of-24-or-more'
const SECRET_ADDRESSES: Readonly<Record<string, Omit<Case, 'sign'>>> = {
  Shippo: {
    ...{ integration: shippo, path: '/carrier/shippo' },
    settings: { SHIPPO_TOKEN: 'k', SHIPPO_WEBHOOK_TOKEN: TOKEN },
    body: {
      event: 'track_updated',
      data: {
        tracking_number: UPS,
        tracking_history: [
          { status: 'PRE_TRANSIT', status_date: BEFORE, status_details: 'Label created' },
          { status: 'TRANSIT', status_date: AT, substatus: { code: 'package_accepted' }, status_details: 'Accepted' },
        ],
      },
    },
  },
  TrackingMore: {
    ...{ integration: trackingmore, path: '/carrier/trackingmore' },
    settings: { TRACKINGMORE_API_KEY: 'k', TRACKINGMORE_WEBHOOK_TOKEN: TOKEN },
    body: {
      data: {
        tracking_number: UPS,
        origin_info: {
          trackinfo: [
            { checkpoint_date: AT, checkpoint_delivery_status: 'transit', tracking_detail: 'Picked up' },
            {
              checkpoint_date: BEFORE.slice(0, 10),
              checkpoint_delivery_status: 'notfound',
              checkpoint_delivery_substatus: 'notfound001',
            },
          ],
        },
      },
    },
  },
  Ship24: {
    ...{ integration: ship24, path: '/carrier/ship24' },
    settings: { SHIP24_API_KEY: 'k', SHIP24_WEBHOOK_TOKEN: TOKEN },
    body: {
      trackings: [
        {
          tracker: { trackingNumber: UPS },
          events: [
            {
              occurrenceDatetime: AT,
              statusMilestone: 'in_transit',
              statusCode: 'transit_pickup',
              status: 'Collected',
            },
            {
              occurrenceDatetime: BEFORE.slice(0, 19),
              hasNoTime: true,
              statusMilestone: 'info_received',
              status: 'Label',
            },
          ],
        },
      ],
    },
  },
}

describe.each(Object.entries(SECRET_ADDRESSES))('%s', (_, one) => {
  test('signs nothing that counts, so it is believed at its secret address alone', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await shop.bot.as('Sam', 'orders').types(`/tracking add 1042-A ${UPS}`)
    const { url } = await open(one)
    const send = async (token: string) =>
      (await post(`${url}${one.path}/${token}`, JSON.stringify(one.body), {})).status
    expect([await send(`${TOKEN}x`), await send('')]).toEqual([404, 404])
    expect(await parcels()).toMatchObject([{ scannedAt: null }])
    expect([await send(TOKEN), await send(TOKEN)]).toEqual([200, 200])
    expect(await parcels()).toMatchObject([{ scannedAt: new Date(AT), tag: 'InTransit' }])
  })
})

test('a day that Shippo marks as midnight in UTC is a day', () => {
  const at = (status_date: string) =>
    readTrackUpdate({
      event: 'track_updated',
      data: { tracking_number: UPS, tracking_status: { status: 'DELIVERED', status_date } },
    })
  expect(at('2016-07-23T00:00:00Z')).toMatchObject([{ at: '2016-07-23', tag: 'Delivered' }])
  expect(at('2016-07-23T14:00:00Z')).toMatchObject([{ at: '2016-07-23T14:00:00Z' }])
})

test('what isn’t as the schema says is answered with where it is wrong', async () => {
  const door = CASES['the door for any carrier'] as Case
  const { url } = await open(door)
  const body = JSON.stringify({ schema: '2026-11', scans: [{ number: UPS, tag: 'Gone', at: 'soon', extra: 1 }] })
  const answer = await post(url + door.path, body, door.sign(body))
  expect(answer.status).toBe(422)
  const { errors } = (await answer.json()) as { errors: { pointer: string }[] }
  expect(errors.map(({ pointer }) => pointer)).toEqual(['/scans/0/tag', '/scans/0/at', '/scans/0/extra'])
  const described = await (await fetch(`${url}/carrier/events/openapi.json`)).text()
  expect(JSON.parse(described)).toMatchObject({ openapi: '3.1.0', info: { version: '2026-11' } })
})

const SAMPLES = fileURLToPath(new URL('../../../shared/data/carrier_webhooks', import.meta.url))
const sample = (path: string) => readFileSync(`${SAMPLES}/${path}`)
const vector = (path: string) => JSON.parse(sample(path).toString())

describe.runIf(existsSync(SAMPLES))('bodies as the feeds publish them', () => {
  test('are signed, and say what they say', () => {
    const after = sample('aftership/tracking_update.2026-07.trimmed.json')
    const { headers, secret } = vector('aftership/vector.json')
    expect(isSigned(after, headers['aftership-hmac-sha256'], [secret])).toBe(true)
    expect(readUpdate(JSON.parse(after.toString()))).toMatchObject([{ tag: 'InTransit', at: '2021-01-14T00:52:00' }])
    const push = sample('17track/shape.DERIVED.json')
    const track = vector('17track/vector.json')
    expect(isSignedWith(track.key, push, track.headers.sign)).toBe(true)
    expect(readPush(JSON.parse(push.toString()))).toMatchObject([
      { tag: 'InTransit', detail: 'accepted', place: 'Yiwu' },
    ])
    const event = sample('easypost/event-body.json')
    const easy = vector('easypost/vector.json')
    expect(isFromEasyPost(easy.secret, event, easy.signature)).toBe(true)
    expect(isFromEasyPost(easy.secret, event, easy.wrong_signature)).toBe(false)
    expect(readEvent(JSON.parse(event.toString())).map(({ tag }) => tag)).toEqual([
      'InfoReceived',
      ...Array.from({ length: 6 }, () => 'InTransit'),
    ])
    expect(readTrackUpdate(JSON.parse(sample('shippo/track_updated.json').toString()))).toMatchObject([
      { tag: 'Delivered', at: '2016-07-23', place: 'Las Vegas', country: 'US' },
    ])
  })
})

import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { afterEach } from 'vitest'

const servers: ServerType[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** Serves an app on real HTTP until the test is over. */
export async function served(app: Hono): Promise<string> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  servers.push(server)
  await new Promise(resolve => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const KEY = 'key-1'

/** A feed's own API as far as we use it: strict about its key and its bodies, and it counts what it is asked. */
export type FeedSite = {
  url: string
  /** Numbers in the order in which they were accepted; what was asked again is not in it twice. */
  followed: string[]
  calls: number
  isDown: boolean
  left: number
  /** What it answers about a number, in its own shape. */
  known: Map<string, unknown>
}

type Rules = (site: FeedSite, app: Hono) => void

async function open(rules: Rules): Promise<FeedSite> {
  const app = new Hono()
  const site: FeedSite = { url: '', followed: [], calls: 0, isDown: false, left: 1_000, known: new Map() }
  app.use(async (c, next) => {
    site.calls += 1
    return site.isDown ? c.text('Bad gateway', 502) : next()
  })
  rules(site, app)
  site.url = await served(app)
  return site
}

const keyed = (header: string, due: string) => async (c: Context, next: () => Promise<void>) =>
  c.req.header(header) === due ? next() : c.json({}, 401)

/** It accepts a number once. */
function accept(site: FeedSite, number: string): 'new' | 'known' | 'spent' {
  if (site.followed.includes(number)) return 'known'
  if (site.left <= 0) return 'spent'
  site.left -= 1
  site.followed.push(number)
  return 'new'
}

export const SITES = {
  aftership: () =>
    open((site, app) => {
      app.use(keyed('as-api-key', KEY))
      app.post('/trackings', async c => {
        const { tracking_number: number } = await c.req.json()
        if (!/^[A-Z0-9]{5,50}$/.test(number)) return c.json({ meta: { code: 4005, message: 'Invalid number.' } }, 400)
        const was = accept(site, number)
        if (was === 'spent') return c.json({ meta: { code: 402 } }, 402)
        if (was === 'known') return c.json({ meta: { code: 4003, message: 'Tracking already exists.' } }, 400)
        return c.json({ meta: { code: 201 }, data: { id: 'x', tracking_number: number } }, 201)
      })
      app.get('/trackings', c => {
        const one = site.known.get(c.req.query('tracking_numbers') ?? '')
        return c.json({ meta: { code: 200 }, data: { trackings: one ? [one] : [] } })
      })
    }),
  seventeentrack: () =>
    open((site, app) => {
      app.use(keyed('17token', KEY))
      app.post('/register', async c => {
        const asked: { number: string }[] = await c.req.json()
        if (asked.length > 40) return c.json({ code: -18_010_013 }, 400)
        const accepted: object[] = []
        const rejected: object[] = []
        for (const { number } of asked) {
          const was = accept(site, number)
          const code = was === 'known' ? -18_019_901 : -18_019_908
          if (was === 'new') accepted.push({ number, carrier: 100_002, origin: 1 })
          else rejected.push({ number, error: { code, message: `The tracking number is ${was}.` } })
        }
        return c.json({ code: 0, data: { accepted, rejected } })
      })
      app.post('/gettrackinfo', async c => {
        const [{ number }] = await c.req.json()
        const one = site.known.get(number)
        return c.json({ code: 0, data: { accepted: one ? [one] : [], rejected: [] } })
      })
      app.post('/getquota', c => c.json({ code: 0, data: { quota_total: 1_000, quota_remain: site.left } }))
    }),
  easypost: () =>
    open((site, app) => {
      app.use(keyed('authorization', `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`))
      app.post('/trackers', async c => {
        const { tracker } = await c.req.json()
        if (accept(site, tracker.tracking_code) === 'spent') return c.json({}, 402)
        return c.json({ object: 'Tracker', tracking_code: tracker.tracking_code }, 201)
      })
      app.get('/trackers', c => {
        const one = site.known.get(c.req.query('tracking_code') ?? '')
        return c.json({ trackers: one ? [one] : [], has_more: false })
      })
    }),
  shippo: () =>
    open((site, app) => {
      app.use(keyed('authorization', `ShippoToken ${KEY}`))
      app.post('/tracks/', async c => {
        const { carrier, tracking_number: number } = await c.req.json()
        if (!['ups', 'china_post'].includes(carrier)) return c.json({ detail: 'Carrier not supported.' }, 400)
        return accept(site, number) === 'spent' ? c.json({}, 402) : c.json({ carrier, tracking_number: number }, 201)
      })
      app.get('/tracks/:carrier/:number', c => c.json(site.known.get(c.req.param('number')) ?? {}))
    }),
  trackingmore: () =>
    open((site, app) => {
      app.use(keyed('tracking-api-key', KEY))
      app.post('/trackings/batch', async c => {
        const asked: { tracking_number: string; courier_code: string }[] = await c.req.json()
        if (asked.length > 40 || asked.some(one => !/^[a-z0-9-]+$/.test(one.courier_code))) return c.json({}, 400)
        const error = asked.flatMap(({ tracking_number }) => {
          const was = accept(site, tracking_number)
          if (was === 'new') return []
          const message = was === 'known' ? 'Tracking already exists.' : 'Insufficient quota.'
          return { tracking_number, errorCode: 4101, errorMessage: message }
        })
        return c.json({ meta: { code: 200, message: 'Request response is successful' }, data: { success: [], error } })
      })
      app.get('/trackings/get', c => {
        const one = site.known.get(c.req.query('tracking_numbers') ?? '')
        return c.json({ meta: { code: 200 }, data: one ? [one] : [] })
      })
    }),
  ship24: () =>
    open((site, app) => {
      app.use(keyed('authorization', `Bearer ${KEY}`))
      app.post('/trackers', async c => {
        const { trackingNumber } = await c.req.json()
        if (accept(site, trackingNumber) === 'spent') return c.json({ errors: [{ code: 'quota', message: 'x' }] }, 403)
        return c.json({ data: { tracker: { trackingNumber } } }, 201)
      })
      app.get('/trackers/search/:number/results', c => {
        const one = site.known.get(c.req.param('number'))
        return c.json({ data: { trackings: one ? [one] : [] } })
      })
    }),
} as const
export type FeedName = keyof typeof SITES

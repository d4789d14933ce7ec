import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { parseSettings } from '../src/config.ts'
import { integrations } from '../src/integrations/index.ts'
import { listen } from '../src/kernel/ground/http.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { start } from '../src/main.ts'
import { until } from '../test/stage/until.ts'
import { carrierPages } from './carrier-pages.ts'
import { openDiscord } from './discord/open-discord.ts'
import { discordPages } from './discord/pages.ts'
import { frontPage } from './front-page.ts'
import { layShop } from './lay-shop.ts'
import { openSlack } from './slack/open-slack.ts'
import { slackPages } from './slack/pages.ts'
import { openStore } from './store/open-store.ts'
import { storePages } from './store/pages.ts'

export type Sandbox = { url: string; close(): Promise<void> }

/** Where the stand-in for Shopify believes Waybill to be. */
const PUBLIC_URL = 'https://waybill.example'
const CARRIER_SECRET = `whsec_${Buffer.from('a carrier on this machine').toString('base64')}`
const SECRETS_KEY = Buffer.alloc(32, 7).toString('base64')

/** Starts the stand-ins, Waybill at them, and pages that show them. Nothing leaves this machine, and nothing is kept. */
export async function openSandbox({ port }: { port: number }): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-sandbox-'))
  const [slack, discord, store] = await Promise.all([openSlack(), openDiscord(), openStore()])
  await layShop(folder, { slack, discord, store, key: SECRETS_KEY })
  const settings = {
    ...{ PORT: '0', PUBLIC_URL, SECRETS_KEY, CARRIER_EVENTS_SECRET: CARRIER_SECRET, DATA_DIR: folder, CONSOLE: 'on' },
    ...slack.settings,
    ...discord.settings,
    ...store.settings,
  }
  const log = openLog(process.env.LOG_LEVEL ?? 'error')
  const waybill = await start(parseSettings(settings, integrations), { log })
  store.reach(PUBLIC_URL, waybill.url)
  await until(async () => (await fetch(`${waybill.url}/readyz`)).ok, 'Waybill to be ready')

  const app = new Hono()
  app.route('/slack', slackPages(slack))
  app.route('/discord', discordPages(discord))
  app.route('/store', storePages(store))
  app.route('/carrier', carrierPages({ store, waybill: waybill.url, secret: CARRIER_SECRET }))
  app.route('/', frontPage({ console: waybill.url }))
  const server = await listen(app, '127.0.0.1', port)
  return {
    url: server.url,
    async close() {
      await server.close()
      await waybill.close()
      await Promise.all([slack.close(), discord.close(), store.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

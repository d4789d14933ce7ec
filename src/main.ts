import { readFile } from 'node:fs/promises'
import closeWithGrace from 'close-with-grace'
import { Hono } from 'hono'
import { commands } from './commands.ts'
import { type Config, isLoopback, readConfig, type SlackConfig } from './config.ts'
import { openHouse } from './house.ts'
import { importFile } from './import-file.ts'
import { connectConsole, STAFF_ROOMS } from './integrations/console/connect.ts'
import { csvImporter } from './integrations/csv/importer.ts'
import { connectDiscord } from './integrations/discord/connect.ts'
import { connectShopify } from './integrations/shopify/routes.ts'
import { connectSlack, SLACK_PATH } from './integrations/slack/connect.ts'
import { listSlackRooms } from './integrations/slack/staff-rooms.ts'
import { listStaffRoom, unlistStaffRooms } from './kernel/asking/room.ts'
import { startDispatcher } from './kernel/carrying/dispatcher.ts'
import { listen } from './kernel/ground/http.ts'
import { type Log, openLog } from './kernel/ground/log.ts'
import { openMetrics } from './kernel/ground/metrics.ts'
import { open } from './kernel/ground/open.ts'
import { type SendAnswer, startInbox } from './kernel/hearing/inbox.ts'
import { waybill } from './kernel/shapes/actor.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { overview } from './order-desk/overview.ts'
import { loadSample } from './sample/load-sample.ts'
import { startSchedule } from './schedule.ts'
import { numbersIn } from './shipments/carriers.ts'
import { allStores } from './stores/find-store.ts'
import { consolePeople } from './suppliers/console-people.ts'

export type Running = { url: string; sample: boolean; close(): Promise<void> }

/** Wires everything and starts it. Nothing is answered with 200 before all of it stands. */
export async function startWaybill(
  config: Config,
  log: Log = openLog(config.logLevel),
  dead: (why: string) => void = () => {},
): Promise<Running> {
  const database = await open(config.database)
  const metrics = openMetrics()
  const house = openHouse({ database, log, counted: metrics.bug })
  const { ask, desk, chats } = house
  let ready = false

  const app = new Hono()
  app.get('/healthz', c => c.text('alive'))
  app.get('/readyz', c => {
    if (!ready) return c.text('starting', 503)
    const trouble = slack && !slack.alive() ? 'Slack does not reach us' : (discord?.trouble() ?? null)
    return trouble === null ? c.text('ready') : c.text(trouble, 503)
  })
  app.get('/metrics', async c => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }))
  if (config.shopifySecret)
    app.route('/webhooks/shopify', connectShopify({ ask, secret: config.shopifySecret, ready: () => ready, log }))

  const console = config.console.on ? connectConsole(consoleOptions()) : null
  if (console) {
    chats.set(console.chat.name, console.chat)
    for (const room of STAFF_ROOMS)
      await listStaffRoom(
        database.db,
        { chat: 'console', channel: room.id, name: room.name, purpose: room.purpose },
        new Date(),
      )
    app.route('/', console.app)
    await ask('chat.hear', { chat: 'console', hears: true }, waybill)
  }

  const now = () => new Date()
  const replies = new Map<string, SendAnswer>()
  const slack = config.slack ? await connectSlack(slackOptions(config.slack)).catch(giveUp) : null
  if (slack && config.slack) {
    chats.set(slack.chat.name, slack.chat)
    replies.set(slack.chat.name, slack.reply)
    await listSlackRooms(database.db, slack.chat, config.slack.rooms, new Date()).catch(giveUp)
    await ask('chat.hear', { chat: 'slack', hears: slack.hears }, waybill)
  }
  const discord = config.discord
    ? connectDiscord({ settings: config.discord, db: database.db, ask, desk, commands, numbersIn, log, now })
    : null
  if (discord) {
    chats.set(discord.chat.name, discord.chat)
    replies.set(discord.chat.name, discord.reply)
    await discord.check().catch(giveUp)
  }

  for (const chat of ['console', 'slack', 'discord'])
    if (!chats.has(chat)) {
      await unlistStaffRooms(database.db, chat, [])
      await ask('chat.hear', { chat, hears: false }, waybill)
    }

  const others = new Map(slack?.listener ? [[SLACK_PATH, slack.listener]] : [])
  const inbox = startInbox({ db: database.db, desk, replies, log, now })
  const server = await listen(app, config.host, config.port, others).catch(async error => {
    await inbox.stop()
    return giveUp(error)
  })
  const sample = console ? await loadSample(database.db, house.askAt, console.chat, new Date()) : false
  const pump = await startDispatcher({ database, chats, ask, log, now })
  const embedded = config.database.url === null
  const stopSchedule = startSchedule({ ask, database, embedded, log, now, failed: metrics.failed })
  await slack?.start(inbox).catch(async error => {
    await close()
    throw error
  })
  discord?.start(inbox)
  ready = true
  return { url: server.url, sample, close }

  async function close(): Promise<void> {
    ready = false
    await stopSchedule()
    console?.close()
    await Promise.all([slack?.stop(), discord?.close()])
    await server.close()
    await inbox.stop()
    await pump.stop()
    await database.close()
  }

  async function giveUp(error: unknown): Promise<never> {
    await database.close()
    throw error
  }

  function slackOptions(settings: SlackConfig) {
    return {
      ...settings,
      db: database.db,
      ask,
      desk,
      overview: () => overview(database.db, new Date()),
      numbersIn,
      listen: database.listen,
      log,
      dead: () => dead('no socket to Slack has lived for a minute'),
    }
  }

  function consoleOptions() {
    return {
      db: database.db,
      desk,
      inbox: () => inbox,
      importer: csvImporter({ ask }),
      people: () => consolePeople(database.db),
      secret: isLoopback(config.host) ? null : config.console.secret,
      hosts: isLoopback(config.host) ? ['localhost', '127.0.0.1', '[::1]', config.host] : null,
      stores: async () => (await allStores(database.db)).filter(store => store.kind === 'csv').map(store => store.name),
      onError: (error: unknown) => {
        metrics.bug()
        log.error({ err: error }, 'the console failed')
      },
    }
  }
}

/** Starts, or imports a file, as the command line says. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const [verb, ...words] = process.argv.slice(2)
  if (verb === 'import') return importFile(config.database, words, path => readFile(path))
  const running = await startWaybill(config, openLog(config.logLevel), why => {
    process.stderr.write(`Waybill stops, to be started anew: ${why}.\n`)
    process.exit(1)
  })
  process.stdout.write(`Waybill is at ${running.url}\n`)
  if (running.sample) process.stdout.write('A sample shop is loaded. Try: /order forward 1042\n')
  closeWithGrace({ delay: 10_000 }, () => running.close())
}

if (import.meta.main)
  await main().catch(error => {
    process.stderr.write(
      error instanceof Refusal
        ? `${error.message}\n`
        : `Waybill could not start: ${error instanceof Error ? error.stack : error}\n`,
    )
    process.exitCode = 1
  })

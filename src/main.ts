import closeWithGrace from 'close-with-grace'
import { openBusiness } from './business.ts'
import { VERBS } from './command-line.ts'
import { commands } from './commands.ts'
import { type Config, parseSettings } from './config.ts'
import { openHouse } from './house.ts'
import { integrations } from './integrations/index.ts'
import { type Dispatcher, startDispatcher } from './kernel/carrying/dispatcher.ts'
import { takeOver } from './kernel/carrying/take-over.ts'
import { startTasks } from './kernel/carrying/tasks.ts'
import { connectAll } from './kernel/connecting/connect-all.ts'
import { serve } from './kernel/connecting/serve.ts'
import { type Outside, type Pauses, startInBackground } from './kernel/connecting/start-in-background.ts'
import { serveCopies } from './kernel/ground/backups/copy-socket.ts'
import { startHeart } from './kernel/ground/heart.ts'
import { registerHoldings } from './kernel/ground/holding.ts'
import { type Log, openLog } from './kernel/ground/log.ts'
import { openMetrics } from './kernel/ground/metrics.ts'
import { open } from './kernel/ground/open.ts'
import { openSeal } from './kernel/ground/seal.ts'
import { sendTraces } from './kernel/ground/send-traces.ts'
import { type Inbox, startInbox } from './kernel/hearing/inbox.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { loadSample } from './sample/load-sample.ts'
import { startSchedule } from './schedule.ts'
import { resealing } from './sealed.ts'
import { startWhenThere } from './start-when-there.ts'
import { taskKinds } from './tasks.ts'
import { watchFigures } from './watch-figures.ts'

export type Running = { url: string; sample: boolean; close(): Promise<void> }

type Given = {
  log?: Log
  /** Hears of each mistake in the settings that only shows when an outside system is reached. */
  notify?: (sentence: string) => void
  pauses?: Pauses
}

/**
 * Wires everything and starts it. What is outside connects in the background, and may take its time: webhooks are taken
 * as soon as this resolves.
 * @throws Refusal where the database cannot be opened, or the port not be listened on.
 */
export async function start(config: Config, given: Given = {}): Promise<Running> {
  const { log = openLog(config.logLevel), notify = () => {}, pauses } = given
  const database = await open(config.database)
  const { db } = database
  const endTraces = config.traces ? await sendTraces(config.traces) : () => {}
  registerHoldings(config.integrations.flatMap(({ holds = [] }) => holds))
  const embedded = config.database.url === null
  const metrics = openMetrics()
  const seal = openSeal(config.secretsKey)
  const {
    ask,
    askAt,
    desk,
    chats,
    storefronts,
    feeds,
    mailers,
    outside: known,
  } = openHouse({
    ...{ database, log, seal, publicUrl: config.publicUrl, origins: config.origins, counted: metrics.bug },
    ownUrl: () => ownUrl(),
  })
  const ownUrl = () => config.publicUrl ?? listensAt
  const now = () => new Date()
  const failed = (error: unknown, what: string) => {
    metrics.bug()
    log.error({ err: error }, what)
  }
  let inbox: Inbox | null = null
  let outside: readonly Outside[] | null = null
  let isOpen = true
  let listensAt = ''
  /** Undone in the opposite order. */
  const stops: (() => unknown)[] = [endTraces, () => database.close()]
  const close = async () => {
    isOpen = false
    outside = null
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  try {
    if (embedded) await takeOver(db)
    if (database.copy && config.database.folder)
      stops.push(
        await serveCopies(config.database.folder, database.copy).catch(err => {
          log.warn({ err }, 'a backup can be made only while Waybill is stopped')
          return () => {}
        }),
      )
    const { all, replies } = await connectAll(
      config,
      { chats, storefronts, feeds, mailers },
      {
        ...{ db, ask, desk, commands, listen: database.listen, log, now },
        publicUrl: config.publicUrl,
        ownUrl,
        isOpen: () => isOpen,
        inbox: () => inbox ?? unstarted(),
        failed,
        business: openBusiness({ db, ask, chats, seal, origins: config.origins, now }),
      },
    )
    // The embedded database is one process's alone: what the one before held is taken over at the start.
    const heart = embedded ? null : await startHeart({ db, log, presence: database.presence })
    stops.push(() => heart?.stop())
    let dispatcher: Dispatcher | null = null
    stops.push(() => dispatcher?.stop())
    inbox = startInbox({ db, listen: database.listen, desk, replies, log, heart })
    stops.push(inbox.stop)
    const server = await serve(config, { db, connected: all, metrics, outside: () => outside })
    stops.push(server.close)
    listensAt = server.url
    // Made-up orders go where nobody real reads: never among other chats, nor into a database that somebody set up.
    const shows = embedded && [...chats.values()].filter(({ reach }) => !reach).length === 1
    const shown = shows ? all.find(({ connection }) => connection.showsSample)?.connection.chat : undefined
    const sample = shown
      ? await loadSample(db, askAt, shown, now(), {
          store: storefronts.has('sample'),
          portal: chats.has('portal'),
        })
      : false
    dispatcher = await startDispatcher({ database, chats, ask, log, heart, went: metrics.messageWent })
    const kinds = taskKinds({ db, ask, outside: known, publicUrl: config.publicUrl, now })
    watchFigures(metrics, database)
    const tasks = await startTasks({ db, listen: database.listen, kinds, log, heart, failed, went: metrics.taskWent })
    stops.push(tasks.stop)
    const started = all.map(one => startInBackground({ ...one, log, notify, ...(pauses && { pauses }) }))
    stops.push(() => Promise.all(started.map(one => one.stop())))
    const jobs = [...all.flatMap(({ connection }) => connection.jobs ?? []), resealing(db, seal)]
    stops.push(startSchedule({ ask, database, embedded, log, now, jobs, kept: config.kept, failed: metrics.failed }))
    outside = started
    return { url: server.url, sample, close }
  } catch (error) {
    await close()
    throw error
  }
}

function unstarted(): never {
  throw new Error('something was heard before the inbox was started')
}

/** Starts, or does what the command line says. */
async function main(): Promise<void> {
  const config = parseSettings(process.env, integrations)
  const [verb, ...words] = process.argv.slice(2)
  const run = VERBS[verb ?? '']
  if (run) return void process.stdout.write(await run(config, words))
  const notify = (sentence: string) => void process.stderr.write(`${sentence}\n`)
  const ending = new AbortController()
  const { signal } = ending
  const starting = startWhenThere(() => start(config, { notify }), { database: config.database, notify, signal })
  // Tools ask Node for a profile with it: that ends nothing.
  process.on('SIGUSR2', () => {})
  // Before it has started: the first process of a container has no other end.
  closeWithGrace({ delay: 25_000, skip: ['SIGUSR2'] }, () => {
    ending.abort()
    return starting.then(
      running => running.close(),
      () => {},
    )
  })
  const running = await starting
  process.stdout.write(`Waybill is at ${running.url}\n`)
  if (running.sample) process.stdout.write('A sample shop is loaded. Try: /order forward 1042\n')
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

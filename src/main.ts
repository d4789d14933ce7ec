import { readFile } from 'node:fs/promises'
import closeWithGrace from 'close-with-grace'
import { commands } from './commands.ts'
import { type Config, parseSettings } from './config.ts'
import { overview } from './digests/overview.ts'
import { readErasures, writeErasures } from './erasures/carry-erasures.ts'
import { openHouse } from './house.ts'
import { importFile } from './import-file.ts'
import { integrations } from './integrations/index.ts'
import { invitePerson } from './invite-person.ts'
import { ageOfTasks, countTasks } from './kernel/carrying/count-tasks.ts'
import { type Dispatcher, startDispatcher } from './kernel/carrying/dispatcher.ts'
import { takeOver } from './kernel/carrying/take-over.ts'
import { startTasks } from './kernel/carrying/tasks.ts'
import { connectAll } from './kernel/connecting/connect-all.ts'
import { serve } from './kernel/connecting/serve.ts'
import { type Outside, type Pauses, startInBackground } from './kernel/connecting/start-in-background.ts'
import type { Db } from './kernel/ground/db.ts'
import { startHeart } from './kernel/ground/heart.ts'
import { registerHoldings } from './kernel/ground/holding.ts'
import { type Log, openLog } from './kernel/ground/log.ts'
import { type Metrics, openMetrics } from './kernel/ground/metrics.ts'
import { open } from './kernel/ground/open.ts'
import { openSeal } from './kernel/ground/seal.ts'
import { type Inbox, startInbox } from './kernel/hearing/inbox.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { openAccounts } from './people/accounts.ts'
import { peopleOn } from './people/people-on.ts'
import { findMissing } from './reconciliations/find-missing.ts'
import { loadSample } from './sample/load-sample.ts'
import { SAMPLE_SUPPLIERS } from './sample/sample-shop.ts'
import { startSchedule } from './schedule.ts'
import { firstSteps } from './set-up/first-steps.ts'
import { namesOfStores } from './stores/find-store.ts'
import { findTicket } from './stores/hand-out.ts'
import { openLinks } from './stores/open-links.ts'
import { actsIn } from './suppliers/acts-in.ts'
import { whoSpeaks } from './suppliers/who-speaks.ts'
import { taskKinds } from './tasks.ts'
import { trackingInMessage } from './tracking-imports/tracking-in-message.ts'
import { workPage } from './work/work-page.ts'

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
    outside: known,
  } = openHouse({ database, log, seal, publicUrl: config.publicUrl, origins: config.origins, counted: metrics.bug })
  const now = () => new Date()
  const failed = (error: unknown, what: string) => {
    metrics.bug()
    log.error({ err: error }, what)
  }
  let inbox: Inbox | null = null
  let outside: readonly Outside[] | null = null
  let isOpen = true
  /** Undone in the opposite order. */
  const stops: (() => unknown)[] = [() => database.close()]
  const close = async () => {
    isOpen = false
    outside = null
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  try {
    if (embedded) await takeOver(db)
    const { all, replies } = await connectAll(
      config,
      { chats, storefronts },
      {
        ...{ db, ask, desk, commands, listen: database.listen, log, now },
        publicUrl: config.publicUrl,
        isOpen: () => isOpen,
        inbox: () => inbox ?? unstarted(),
        failed,
        business: {
          trackingIn: trackingInMessage,
          overview: () => overview(db, now()),
          work: async (speaker, table, asked) =>
            workPage({ db, actor: await whoSpeaks(db, chats.get(speaker.chat), speaker), now: now() }, table, asked),
          firstSteps: () => firstSteps(db, SAMPLE_SUPPLIERS),
          actsIn: (chat, user) => actsIn(db, chat, user),
          accounts: openAccounts(db, ask, now),
          peopleOn: chat => peopleOn(db, chat),
          stores: () => namesOfStores(db),
          links: openLinks(db, seal),
          ticket: (kind, ticket) => findTicket(db, now(), kind, ticket),
        },
      },
    )
    // The embedded database is one process's alone: what the one before held is taken over at the start.
    const heart = embedded ? null : await startHeart({ db, log })
    stops.push(() => heart?.stop())
    let dispatcher: Dispatcher | null = null
    stops.push(() => dispatcher?.stop())
    inbox = startInbox({ db, listen: database.listen, desk, replies, log, heart })
    stops.push(inbox.stop)
    const server = await serve(config, { db, connected: all, metrics, outside: () => outside })
    stops.push(server.close)
    // Made-up orders go where nobody real reads: never among other chats, nor into a database that somebody set up.
    const shows = embedded && chats.size === 1
    const shown = shows ? all.find(({ connection }) => connection.showsSample)?.connection.chat : undefined
    const sample = shown ? await loadSample(db, askAt, shown, now(), storefronts.has('sample')) : false
    dispatcher = await startDispatcher({ database, chats, ask, log, heart })
    const kinds = taskKinds({ db, ask, outside: known, publicUrl: config.publicUrl, now })
    watchTasks(metrics, db)
    const tasks = await startTasks({ db, listen: database.listen, kinds, log, failed })
    stops.push(tasks.stop)
    const started = all.map(one => startInBackground({ ...one, log, notify, ...(pauses && { pauses }) }))
    stops.push(() => Promise.all(started.map(one => one.stop())))
    const jobs = all.flatMap(({ connection }) => connection.jobs ?? [])
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

/** What an operator wants to know of what is owed to stores. */
function watchTasks(metrics: Metrics, db: Db): void {
  metrics.watch('waybill_tasks_owed', 'What is owed to outside systems.', 'task', () => countTasks(db))
  metrics.watch('waybill_task_failing_seconds', 'For how long the oldest has failed.', 'task', () => ageOfTasks(db))
  const missing = async () => new Map((await findMissing(db)).map(one => [one.store, one.missing]))
  metrics.watch('waybill_orders_missing', 'Orders that a store counts and that are not here.', 'store', missing)
}

/** Starts, imports a file or invites somebody, as the command line says. */
async function main(): Promise<void> {
  const config = parseSettings(process.env, integrations)
  const [verb, ...words] = process.argv.slice(2)
  if (verb === 'import') return importFile(config, words, path => readFile(path))
  if (verb === 'person') return void process.stdout.write(`${await invitePerson(config, words.join(' '))}\n`)
  if (verb === 'erasures') return carryErasures(config, words[0])
  const notify = (sentence: string) => void process.stderr.write(`${sentence}\n`)
  const running = await start(config, { notify })
  process.stdout.write(`Waybill is at ${running.url}\n`)
  if (running.sample) process.stdout.write('A sample shop is loaded. Try: /order forward 1042\n')
  closeWithGrace({ delay: 10_000 }, () => running.close())
}

/** Writes what was erased to standard output, or reads it from a file: see docs/personal-data.md. */
async function carryErasures(config: Config, path?: string): Promise<void> {
  const database = await open(config.database)
  try {
    if (!path) return void process.stdout.write(await writeErasures(database.db))
    const read = await readErasures(database.db, await readFile(path, 'utf8'))
    process.stdout.write(`${read} erasures are here, and are done again when Waybill starts.\n`)
  } finally {
    await database.close()
  }
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

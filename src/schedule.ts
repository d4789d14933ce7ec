import { subDays } from 'date-fns/subDays'
import { forgetBatches } from './batches/forget-batches.ts'
import { forgetBudgets } from './cases/forget-budgets.ts'
import type { commands } from './commands.ts'
import { wakeMarks } from './customers/find-marked.ts'
import { forgetUnnamedFiles } from './customers/forget-files.ts'
import { forgetDigests } from './digests/forget-digests.ts'
import type { Ask } from './kernel/asking/command.ts'
import { type Job, startClock } from './kernel/carrying/clock.ts'
import { runInBatches } from './kernel/carrying/run-in-batches.ts'
import type { Database, Db } from './kernel/ground/db.ts'
import { followGrowth } from './kernel/ground/follow-growth.ts'
import type { Log } from './kernel/ground/log.ts'
import { noLaterThanDatabase } from './kernel/ground/no-later.ts'
import { tidy } from './kernel/ground/tidy.ts'
import { waybill } from './kernel/shapes/actor.ts'
import { forgetLinks } from './reaches/end-links.ts'
import { forgetImports } from './tracking-imports/forget-imports.ts'
import { forgetMessages } from './webhooks/forget-messages.ts'

/** How long a file that nothing names is kept, days: it may be on its way to what will, or to who asked for it. */
const UNNAMED = 2

export type Parts = {
  /** What integrations bring. */
  jobs?: readonly Job[]
  ask: Ask
  database: Database
  /** Whether the database is the embedded one, which does not vacuum by itself. */
  embedded: boolean
  log: Log
  now: () => Date
  /** How long customers' data is kept, days; null for ever. */
  kept?: { addressDays: number | null; wordsDays: number | null }
  /** Counts a failure of a job. */
  failed: (job: string) => void
}

/** What the clock asks, and when (UTC). Every job asks what is due, so a missed tick only delays. */
export function startSchedule({ database: { db }, jobs: brought = [], ...parts }: Parts): () => Promise<void> {
  const jobs: readonly Job[] = [
    due('late.sweep', '* * * * *', parts),
    due('parcel.sweep', '* * * * *', parts),
    due('po.gather-new', '* * * * *', parts),
    due('supplier.sweep-unreached', '* * * * *', parts),
    due('complaint.sweep', '*/5 * * * *', parts),
    due('complaint.sweep-steps', '*/5 * * * *', parts),
    due('return.sweep', '*/5 * * * *', parts),
    due('case.escalate', '* * * * *', parts),
    due('case.chase-credits', '23 * * * *', parts),
    due('digest.send', '*/15 * * * *', parts),
    due('customer.sweep', '*/5 * * * *', { ...parts, ask: keeping(parts) }),
    readings(parts),
    { name: 'tracking.register', when: '37 5 * * *', atStart: true, run: () => askTo('tracking.register', parts) },
    { name: 'tracking.read', when: '*/10 * * * *', run: () => askTo('tracking.owe-readings', parts) },
    { name: 'stores', when: '41 4 * * *', run: () => oweReadings(parts, 'daily') },
    { name: 'picture.forget', when: '29 3 * * *', run: () => askTo('picture.forget', parts) },
    ...(parts.embedded ? [{ name: 'growth', when: '*/10 * * * *', run: () => followGrowth(db) }] : []),
    { name: 'tidy', when: '17 3 * * *', atStart: true, run: () => clear(db, parts) },
    ...brought,
  ]
  return startClock(jobs, { db, ...parts })
}

/** A command that is asked for what is due until nothing more is; also at once, for what fell due while nobody ran. */
function due(name: keyof typeof commands, when: string, { ask, log, failed }: Omit<Parts, 'database' | 'jobs'>): Job {
  const told = (error: unknown) => {
    failed(name)
    log.error({ err: error, job: name }, 'what was due could not be done, and was stepped over')
  }
  return { name, when, atStart: true, run: signal => runInBatches(ask, name, signal, told) }
}

/** Asks with how long customers' data is kept. */
function keeping({ ask, kept }: Pick<Parts, 'ask' | 'kept'>): Ask {
  return (name, input, ...by) => ask(name, { ...(input as object), ...kept }, ...by)
}

/** Reading stores: of all of them at a start, for what they sent while nobody ran. */
function readings(parts: Pick<Parts, 'ask'>): Job {
  let isStart = true
  return {
    name: 'store.owe-readings',
    when: '*/5 * * * *',
    atStart: true,
    async run() {
      await oweReadings(parts, isStart ? 'all' : 'due')
      isStart = false
    },
  }
}

const askTo = async (name: keyof typeof commands, { ask }: Pick<Parts, 'ask'>) => void (await ask(name, {}, waybill))

const oweReadings = async ({ ask }: Pick<Parts, 'ask'>, which: 'due' | 'all' | 'daily') =>
  void (await ask('store.owe-readings', { which }, waybill))

/** Clears what has served, that of the nouns first: the vacuum comes last. */
async function clear(db: Db, { now, embedded }: Pick<Parts, 'now' | 'embedded'>): Promise<void> {
  const at = await noLaterThanDatabase(db, now())
  await forgetBudgets(db, at)
  await forgetDigests(db, at)
  await wakeMarks(db)
  await forgetUnnamedFiles(db, subDays(at, UNNAMED))
  await forgetImports(db, at)
  await forgetMessages(db, at)
  await forgetBatches(db, at)
  await forgetLinks(db, at)
  await tidy(db, at, embedded)
}

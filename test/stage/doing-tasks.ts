import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { taskKinds } from '../../src/tasks.ts'
import type { Bot } from './bot.ts'
import type { TestDatabase } from './database.ts'

type Owing = { database: Pick<TestDatabase, 'db' | 'listen'>; bot: Pick<Bot, 'ask' | 'outside' | 'pump'> }

/** What a shop owes is done, as the running bot does it; its rooms are shown it by the bot itself. */
export function doing(shop: () => Owing) {
  let tasks: Tasks | null = null
  return {
    async start() {
      const { bot, database } = shop()
      const { db, listen } = database
      const kinds = taskKinds({ db, ask: bot.ask, outside: bot.outside, publicUrl: null, now: () => new Date() })
      tasks = await startTasks({ db, listen, kinds, log: openLog('silent'), failed: () => {} })
    },
    stop: async () => tasks?.stop(),
    /** Resolves when all is done, shown or not. */
    tasks: async () => tasks?.idle(),
    /** Resolves when all is done and shown. */
    async idle() {
      await tasks?.idle()
      await shop().bot.pump.idle()
    },
  }
}

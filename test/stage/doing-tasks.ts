import { startTasks, type Tasks } from '../../src/kernel/carrying/tasks.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { taskKinds } from '../../src/tasks.ts'
import type { Shop } from './a-shop.ts'

/** What a shop owes is done, as the running bot does it. */
export function doing(shop: () => Shop) {
  let tasks: Tasks | null = null
  return {
    async start() {
      const { bot, database } = shop()
      const { db, listen } = database
      const kinds = taskKinds({ db, ask: bot.ask, outside: bot.outside, publicUrl: null, now: bot.now })
      tasks = await startTasks({ db, listen, kinds, log: openLog('silent'), failed: () => {}, now: bot.now })
    },
    stop: async () => tasks?.stop(),
    /** Resolves when all is done and shown. */
    async idle() {
      await tasks?.idle()
      await shop().bot.pump.idle()
    },
  }
}

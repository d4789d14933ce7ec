import { eq } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { storeLinks } from '../stores/tables.ts'
import { isUnread } from './report-unread.ts'
import { OVERLAP, readingQueueOf, walkStore } from './walk-store.ts'

const HOUR = 3_600_000

type Parts = { db: Db; ask: Ask; linked: LinkedStores; now: () => Date }

/** Reads what changed at a store since the last time, for what its webhooks did not bring. */
export function catchUp({ db, ask, linked, now }: Parts): TaskKind {
  return {
    reportAfter: HOUR,
    async run(work) {
      const store = await linked(work.subject)
      if (!store?.storefront.walk) return
      const mine = eq(storeLinks.storeId, work.subject)
      const [row] = await db.select().from(storeLinks).where(mine)
      if (!row) return
      const until = now()
      const since = new Date((row.readUntil ?? row.connectedAt).getTime() - OVERLAP)
      await walkStore(store, { db, ask, work, since, until })
      await db.update(storeLinks).set({ readUntil: until }).where(mine)
      if (await isUnread(db, work.subject)) await ask('store.settle-unread', { store: work.subject }, waybill)
    },
    async report({ subject: store, why, since }) {
      await ask('store.report-unread', { store, why, since }, waybill)
    },
  }
}

/** What is owed to a store to be read. */
export const catchUpOf = (store: string) => ({
  name: 'store.catch-up',
  subject: store,
  queue: readingQueueOf(store),
})

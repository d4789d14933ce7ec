import { and, eq, isNotNull } from 'drizzle-orm'
import type { OutsideSystems } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { findLink } from './open-links.ts'
import { storeLinks } from './tables.ts'

/** Asks a store to stop sending, where it still listens, and forgets it and its secrets for good. */
export function leaveStore(db: Db, { storefronts, seal }: OutsideSystems): TaskKind {
  return {
    async run({ subject: store }) {
      const leaving = and(eq(storeLinks.storeId, store), isNotNull(storeLinks.leavingAt))
      try {
        const found = await findLink(db, seal, store, { isLeaving: true })
        if (found) await storefronts.get(found.kind)?.leave?.(found.link)
      } catch {
        // It lets us in no more: what it still sends is turned away, for its signature is nobody's.
      }
      await db.delete(storeLinks).where(leaving)
    },
  }
}

import { and, eq, inArray } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { Work } from '../kernel/carrying/task.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { ListedOrder } from '../kernel/shapes/storefront.ts'
import { orders } from '../orders/tables.ts'
import type { LinkedStore } from '../stores/linked-store.ts'

/** How far a walk steps back, ms: a store's search finds what changed only after a while. */
export const OVERLAP = 10 * 60_000

/** An order that a store showed, with the outcome here. */
export type ShownOrder = { externalId: string; placedAt: Date; outcome: string }

/** Takes all that changed at a store in a span, a page at a time; a page that was taken stays taken. */
export async function walkStore(
  { storefront, link }: LinkedStore,
  { db, ask, work, since, until }: { db: Reads; ask: Ask; work: Work; since: Date; until: Date },
): Promise<readonly ShownOrder[]> {
  const shown = new Map<string, ShownOrder>()
  const placed = new Map<string, Date>()
  const store: Actor = { side: 'system', name: link.name }
  await storefront.walk?.(link, {
    since,
    until,
    async news(listed) {
      const known = await findKnown(db, link.store, listed)
      for (const { externalId, placedAt } of listed) placed.set(externalId, placedAt)
      for (const { externalId, placedAt } of listed)
        if (known.has(externalId)) shown.set(externalId, { externalId, placedAt, outcome: 'unchanged' })
      return new Set(listed.map(({ externalId }) => externalId).filter(id => !known.has(id)))
    },
    async refused(order) {
      await ask('order.turn-away', order, store)
      const { externalId } = namedIn(order)
      shown.set(externalId, { externalId, placedAt: placed.get(externalId) ?? until, outcome: 'turned-away' })
    },
    async page(orders) {
      if (work.signal.aborted) throw new Error('Waybill stops')
      if (orders.length === 0) return
      const { each = [] } = await ask('order.receive-many', { orders }, store)
      const page = orders.map((order, at) => ({ ...namedIn(order), outcome: each[at]?.outcome ?? 'refused' }))
      const found = page.flatMap(({ externalId, outcome }) => (outcome === 'received' ? [externalId] : []))
      if (found.length > 0) await ask('store.note-found', { store: link.store, externalIds: found }, store)
      for (const one of page) shown.set(one.externalId, one)
    },
  })
  return [...shown.values()]
}

function namedIn(order: unknown): { externalId: string; placedAt: Date } {
  const { externalId, placedAt } = order as { externalId: string; placedAt: Date | string }
  return { externalId, placedAt: new Date(placedAt) }
}

/** Those that are here as they are there. */
async function findKnown(db: Reads, store: string, listed: readonly ListedOrder[]): Promise<ReadonlySet<string>> {
  const ids = listed.map(({ externalId }) => externalId)
  const here =
    ids.length === 0
      ? []
      : await db
          .select({ externalId: orders.externalId, updatedAt: orders.updatedAt })
          .from(orders)
          .where(and(eq(orders.storeId, store), inArray(orders.externalId, ids)))
  const newest = new Map(here.map(({ externalId, updatedAt }) => [externalId, updatedAt]))
  return new Set(
    listed.flatMap(({ externalId, updatedAt }) => ((newest.get(externalId) ?? 0) >= updatedAt ? [externalId] : [])),
  )
}

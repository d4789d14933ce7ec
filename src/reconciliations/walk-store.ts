import type { Ask } from '../kernel/asking/command.ts'
import type { Work } from '../kernel/carrying/task.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { ReportedOrder, StoreLink } from '../kernel/shapes/storefront.ts'
import type { LinkedStore } from '../stores/linked-store.ts'
import { findKnown } from './find-known.ts'

/** How far a walk steps back, ms: a store's search finds what changed only after a while. */
export const OVERLAP = 10 * 60_000

/** A store is read one thing at a time, and writing to it does not wait for that. */
export const readingQueueOf = (store: string) => `reading of store ${store}`

/** An order that a store showed, with the outcome here. */
export type ShownOrder = { externalId: string; placedAt: Date; outcome: string }

/** Takes all that changed at a store in a span, a page at a time; a page that was taken stays taken. */
export async function walkStore(
  { storefront, link }: LinkedStore,
  { db, ask, work, since, until }: { db: Reads; ask: Ask; work: Work; since: Date; until: Date },
): Promise<readonly ShownOrder[]> {
  const shown = new Map<string, ShownOrder>()
  await storefront.walk?.(link, {
    since,
    until,
    async news(listed) {
      const known = await findKnown(db, link.store, listed)
      for (const { externalId, placedAt } of listed)
        if (known.has(externalId)) shown.set(externalId, { externalId, placedAt, outcome: 'unchanged' })
      return new Set(listed.map(({ externalId }) => externalId).filter(id => !known.has(id)))
    },
    async page(reported) {
      if (work.signal.aborted) throw new Error('Waybill stops')
      for (const one of await takeReported(ask, link, reported)) shown.set(one.externalId, one)
    },
  })
  return [...shown.values()]
}

/** Takes what a store showed when it was asked, and notes which orders no webhook brought. */
export async function takeReported(
  ask: Ask,
  link: StoreLink,
  reported: readonly ReportedOrder[],
): Promise<readonly ShownOrder[]> {
  const store: Actor = { side: 'system', name: link.name }
  const others = await takeOthers(ask, reported, store)
  const orders = reported.flatMap(one => ('order' in one ? [one.order] : []))
  if (orders.length === 0) return others
  const { each = [] } = await ask('order.receive-many', { orders }, store)
  const page = orders.map((order, at) => ({ ...namedIn(order), outcome: each[at]?.outcome ?? 'refused' }))
  const found = page.flatMap(({ externalId, outcome }) => (outcome === 'received' ? [externalId] : []))
  if (found.length > 0) await ask('store.note-found', { store: link.store, externalIds: found }, store)
  return [...others, ...page]
}

/** Follows what was deleted there, and turns away what can't be read. @returns the orders that are still there. */
async function takeOthers(ask: Ask, reported: readonly ReportedOrder[], store: Actor): Promise<readonly ShownOrder[]> {
  const shown: ShownOrder[] = []
  for (const one of reported) {
    if ('deleted' in one) await ask('order.delete', one.deleted, store)
    if (!('unreadable' in one)) continue
    const { outcome = 'turned-away' } = await ask('order.turn-away', one.unreadable, store)
    const { externalId } = one.unreadable as { externalId: string }
    if (one.placedAt) shown.push({ externalId, placedAt: one.placedAt, outcome })
  }
  return shown
}

function namedIn(order: unknown): { externalId: string; placedAt: Date } {
  const { externalId, placedAt } = order as { externalId: string; placedAt: Date | string }
  return { externalId, placedAt: new Date(placedAt) }
}

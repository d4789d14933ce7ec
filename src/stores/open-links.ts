import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import type { SealedColumn } from '../kernel/ground/reseal.ts'
import type { Seal } from '../kernel/ground/seal.ts'
import type { StoreLink, StoreLinks } from '../kernel/shapes/storefront.ts'
import { isConnected, type StoreLinkRow, storeLinks, stores } from './tables.ts'

/** The stores that are connected, with their secrets opened, for those who speak to them. */
export function openLinks(db: Db, seal: Seal): StoreLinks {
  return {
    async find(kind, address) {
      const [found] = await read(db).where(and(eq(storeLinks.kind, kind), eq(storeLinks.address, address), isConnected))
      return found ? linkOf(db, seal, found) : null
    },
    async all(kind) {
      return (await read(db).where(and(eq(storeLinks.kind, kind), isConnected))).map(found => linkOf(db, seal, found))
    },
  }
}

/** That store's link; null where nobody connected it. */
export async function findLink(
  db: Db,
  seal: Seal,
  store: string,
  { isLeaving = false } = {},
): Promise<{ kind: string; link: StoreLink } | null> {
  const used = isLeaving ? isNotNull(storeLinks.leavingAt) : isConnected
  const [found] = await read(db).where(and(eq(storeLinks.storeId, store), used))
  return found ? { kind: found.row.kind, link: linkOf(db, seal, found) } : null
}

/** Those that are connected, as they are kept. */
export const readLinks = (db: Reads) => read(db).where(isConnected)

const read = (db: Reads) =>
  db
    .select({ row: storeLinks, name: stores.name })
    .from(storeLinks)
    .innerJoin(stores, eq(stores.id, storeLinks.storeId))

function linkOf(db: Db, seal: Seal, { row, name }: { row: StoreLinkRow; name: string }): StoreLink {
  const { storeId: store, address, notifiesCustomers, completesOrders, settings } = row
  const mine = eq(storeLinks.storeId, store)
  const link = {
    ...{ store, name, address, notifiesCustomers, completesOrders, settings },
    secrets: row.secrets ? JSON.parse(seal.open(row.secrets, store)) : {},
    notes: row.notes,
    async note(more: StoreLink['notes']) {
      link.notes = { ...link.notes, ...more }
      await db.update(storeLinks).set({ notes: link.notes }).where(mine)
    },
    async reread() {
      const [now] = await db.select().from(storeLinks).where(mine)
      return now?.secrets ? JSON.parse(seal.open(now.secrets, store)) : {}
    },
    async replace(secrets: StoreLink['secrets']) {
      link.secrets = secrets
      await db
        .update(storeLinks)
        .set({ secrets: sealed(seal, secrets, store) })
        .where(mine)
    },
  }
  return link
}

/** As they are kept; nothing where there are none. */
export function sealed(seal: Seal, secrets: StoreLink['secrets'], store: string): string | null {
  return Object.keys(secrets).length > 0 ? seal.seal(JSON.stringify(secrets), store) : null
}

export const sealedLinks: SealedColumn = { column: storeLinks.secrets, about: sql`${storeLinks.storeId}::text` }

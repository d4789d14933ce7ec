import { subDays } from 'date-fns/subDays'
import { subHours } from 'date-fns/subHours'
import { eq, sql } from 'drizzle-orm'
import type { FindPicture, ProductPicture } from '../kernel/connecting/integration.ts'
import type { Db } from '../kernel/ground/db.ts'
import { fileType } from '../kernel/ground/file-type.ts'
import { getOutside } from '../kernel/ground/get-outside.ts'
import { pictureKey } from '../kernel/ground/picture-key.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { orderLines } from '../orders/tables.ts'
import { purchaseOrderLines } from '../purchase-orders/tables.ts'
import { productPictures } from './tables.ts'

/** How long one is kept, days; and that none was there, hours. */
export const KEPT_DAYS = 30
const NONE_HOURS = 1
/** Larger than any shop shows, bytes. */
const MOST_BYTES = 5 * 1024 * 1024

type Parts = { db: Db; now: () => Date; allowed: readonly string[]; get?: typeof getOutside }

/** Pictures of products by their keys: of lines that are here alone, fetched once from their store, and checked. */
export function openPictures(parts: Parts): FindPicture {
  const underWay = new Map<string, Promise<ProductPicture | null>>()
  return async key => {
    if (!/^[\da-f]{32}$/.test(key)) return null
    const finding = underWay.get(key) ?? find(parts, key).finally(() => underWay.delete(key))
    underWay.set(key, finding)
    return finding
  }
}

async function find(parts: Parts, key: string): Promise<ProductPicture | null> {
  const { db, now } = parts
  const [kept] = await db.select().from(productPictures).where(eq(productPictures.key, key))
  const since = kept?.bytes ? subDays(now(), KEPT_DAYS) : subHours(now(), NONE_HOURS)
  if (kept && kept.fetchedAt > since) return pictureIn(kept)
  const url = await addressOf(db, key)
  if (!url) return null
  const bytes = await fetchPicture(parts, url)
  const row = { key, bytes, type: bytes && fileType(bytes), fetchedAt: now() }
  await db.insert(productPictures).values(row).onConflictDoUpdate({ target: productPictures.key, set: row })
  return pictureIn(row)
}

const pictureIn = ({ type, bytes }: { type: string | null; bytes: Uint8Array | null }) =>
  type && bytes ? { type, bytes } : null

/** Null for what isn't there, isn't a picture, or may not be asked for. */
async function fetchPicture({ allowed, get = getOutside }: Parts, url: string): Promise<Uint8Array | null> {
  const bytes = await get({ url, allowed, most: MOST_BYTES }).catch(() => null)
  return bytes && /^image\/(png|jpeg|gif|webp)$/.test(fileType(bytes)) ? bytes : null
}

async function addressOf(db: Db, key: string): Promise<string | null> {
  const found = await db.execute(sql`
    (select ${orderLines.imageUrl} as url from ${orderLines} where ${pictureKey(orderLines.imageUrl)} = ${key} and ${orderLines.imageUrl} is not null limit 1)
    union all
    (select ${purchaseOrderLines.imageUrl} from ${purchaseOrderLines}
      where ${pictureKey(purchaseOrderLines.imageUrl)} = ${key} and ${purchaseOrderLines.imageUrl} is not null limit 1)
    limit 1`)
  const [row] = rowsOf(found)
  return row ? String(row.url) : null
}

import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Card } from '../shapes/card.ts'

/** What a picture of the store is called in an address of ours: the MD5 of its own. */
export const pictureKey = (url: PgColumn): SQL => sql`md5(${url})`

/** The same of one address. Pure. */
export const keyOfPicture = (url: string): string => createHash('md5').update(url).digest('hex')

/** Whether a line of a card shows the picture of that key. Pure. */
export function showsProduct({ lines = [] }: Pick<Card, 'lines'>, key: string): boolean {
  return lines.some(({ image }) => image !== undefined && keyOfPicture(image) === key)
}

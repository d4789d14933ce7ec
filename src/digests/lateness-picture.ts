import type { Verb } from '../kernel/asking/command.ts'
import { keepFile } from '../kernel/ground/keep-file.ts'
import { latenessBySupplier } from './lateness-by-supplier.ts'
import { drawLateness } from './picture.ts'

/** Lateness by supplier as it is now, drawn and kept for a card; null where nothing is late. */
export async function latenessPicture({
  db,
  now,
}: Pick<Verb, 'db' | 'now'>): Promise<{ file: string; alt: string } | null> {
  const picture = await drawLateness(await latenessBySupplier(db, now))
  if (!picture) return null
  return { file: await keepFile(db, { name: 'lateness.png', bytes: picture.png }, now), alt: picture.alt }
}

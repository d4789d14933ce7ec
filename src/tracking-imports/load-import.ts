import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type TrackingImport, trackingImports } from './tables.ts'

/**
 * An import, locked until the transaction ends. A supplier's contacts have their own, and learn of no other.
 * @throws Refusal where there is none for that actor.
 */
export async function loadImport({ db, actor }: Verb, id: string): Promise<TrackingImport> {
  const [found] = await db.select().from(trackingImports).where(eq(trackingImports.id, id)).for('update')
  const isTheirs = actor.side === 'supplier' ? found?.supplierId === actor.supplierId : actor.side !== 'stranger'
  if (!found || !isTheirs) throw new Refusal('This list is not here any more. Send it again.')
  return found
}

import { desc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { TermsResource } from '../kernel/shapes/case-resources.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { isAnswered, newestAccepted, newestVersion } from '../suppliers/agreements.ts'
import { termsInForce } from '../suppliers/in-force.ts'
import { type Closure, closures } from '../suppliers/tables.ts'
import { termsInWords } from '../suppliers/terms-in-words.ts'

/** What the supplier that asks has agreed to, what waits for its answer, and when it says it is closed. */
export async function readTerms(db: Reads, actor: Actor): Promise<TermsResource> {
  if (actor.side !== 'supplier') throw new Refusal('Terms are read with a supplier’s key.')
  const { supplierId } = actor
  const { terms } = await termsInForce(db, supplierId)
  const accepted = await newestAccepted(db, supplierId)
  const newest = await newestVersion(db, supplierId)
  const open = newest && !isAnswered(newest) ? newest : null
  const announced = await db
    .select()
    .from(closures)
    .where(eq(closures.supplierId, supplierId))
    .orderBy(desc(closures.announcedAt))
    .limit(50)
  return {
    version: accepted?.version ?? null,
    terms: [...termsInWords(terms)],
    proposed: open && {
      ...{ id: open.id, version: open.version, proposedAt: open.proposedAt.toISOString() },
      terms: [...termsInWords(open.terms)],
    },
    closures: announced.map(closureOf),
  }
}

function closureOf({ id, days, announcedAt, acceptedAt, refusedAt }: Closure): TermsResource['closures'][number] {
  const state = acceptedAt ? 'accepted' : refusedAt ? 'refused' : 'announced'
  return { id, days: [...days], state, announcedAt: announcedAt.toISOString() }
}

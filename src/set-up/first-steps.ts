import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { FirstSteps } from '../kernel/shapes/first-steps.ts'
import { canStaffSignIn } from '../people/find-person.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'

/** How far a shop is with its set-up. @param made names of the sample's suppliers, which are not its own */
export async function firstSteps(db: Reads, made: readonly string[]): Promise<FirstSteps> {
  const [samples, own, theirs, people] = await Promise.all([
    db.$count(stores, and(eq(stores.kind, 'sample'), isNull(stores.removedAt))),
    db.$count(stores, and(ne(stores.kind, 'sample'), isNull(stores.sameAs), isNull(stores.removedAt))),
    db
      .select({ name: suppliers.name })
      .from(suppliers)
      .where(isNull(suppliers.removedAt))
      .limit(made.length + 1),
    canStaffSignIn(db),
  ])
  const sample = samples > 0
  return { sample, stores: own, suppliers: theirs.filter(one => !sample || !made.includes(one.name)).length, people }
}

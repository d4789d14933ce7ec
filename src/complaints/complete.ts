import { findCase } from '../cases/load-case.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { Choice } from '../kernel/shapes/form.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { complaintView } from './complaint-view.ts'

/** What the claim of the complaint named in the same form still lacks. */
export async function completeEvidence(db: Reads, actor: Actor, named: unknown): Promise<readonly Choice[]> {
  if (typeof named !== 'string') return []
  try {
    const one = await findCase(db, actor, named)
    if (one.kind !== 'complaint') return []
    const { missing } = await complaintView(db, one.id)
    return missing.map(item => ({ value: item, label: item }))
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

import { eq } from 'drizzle-orm'
import { findCase, loadCase } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type ComplaintMove, mustMoveComplaint as must } from './complaint.ts'
import { type Complaint, complaints } from './tables.ts'

export type LoadedComplaint = { one: Case; complaint: Complaint }

/**
 * The complaint that somebody named, its order locked until the transaction ends; the same checks as for any case.
 * @throws Refusal for a case of another kind, and for a complaint that cannot be moved so.
 */
export async function loadComplaint(verb: Verb, named: string, move: ComplaintMove): Promise<LoadedComplaint> {
  return standing(verb.db, await loadCase(verb.db, verb.actor, named), move)
}

/** The same without locking anything: for a form, before it opens. */
export async function findComplaint(
  db: Reads,
  actor: Actor,
  named: string,
  move: ComplaintMove,
): Promise<LoadedComplaint> {
  return standing(db, await findCase(db, actor, named), move)
}

async function standing(db: Reads, one: Case, move: ComplaintMove): Promise<LoadedComplaint> {
  const [complaint] = await db.select().from(complaints).where(eq(complaints.caseId, one.id))
  if (!complaint) throw new Refusal(`${one.number} is not a complaint.`, 'case')
  must(one.number, complaint, move)
  return { one, complaint }
}

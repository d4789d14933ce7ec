import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { supplierRooms } from '../kernel/asking/room.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { holdAgreement, isAnswered, newestVersion } from './agreements.ts'
import { mustLieAhead } from './closures.ts'
import { type Edits, editTerms } from './edit-terms.ts'
import { termsInForce } from './in-force.ts'
import { agreements, type Supplier } from './tables.ts'
import { differences, summed } from './terms-in-words.ts'

/**
 * Proposes a new version of a supplier's agreement, and asks the supplier to accept it. It takes the place of one that
 * waits for an answer, and keeps what that one changed.
 * @param seen the newest version when a form was opened; null where nothing was looked at before.
 */
export async function proposeTerms(
  verb: Verb,
  supplier: Supplier,
  edits: Edits,
  seen: number | null,
): Promise<Outcome> {
  await holdAgreement(verb.db, supplier.id)
  const newest = await newestVersion(verb.db, supplier.id)
  if (newest && seen !== null && seen < newest.version)
    throw new Refusal(
      `${newest.proposedBy} proposed version ${newest.version} meanwhile. Look at it first: /supplier terms`,
    )
  const waiting = newest && !isAnswered(newest) ? newest : null
  const inForce = (await termsInForce(verb.db, supplier.id)).terms
  const before = waiting?.terms ?? inForce
  const terms = editTerms(before, edits, supplier.zone)
  mustLieAhead(terms.calendar.closed, before.calendar.closed, { zone: supplier.zone, now: verb.now })
  if (waiting && differences(waiting.terms, terms).length === 0)
    throw new Refusal(`Version ${waiting.version} proposes just that, and waits for ${supplier.name}’s answer.`)
  const changed = differences(inForce, terms)
  if (changed.length === 0) throw new Refusal(`Nothing would change for ${supplier.name}: these terms are in force.`)
  const version = (newest?.version ?? 0) + 1
  const row = { supplierId: supplier.id, version, terms, proposedAt: verb.now, proposedBy: verb.actor.name }
  const [agreement] = await verb.db.insert(agreements).values(row).returning()
  if (!agreement) throw new Error('an agreement was not inserted')
  const data = { supplierId: supplier.id, version, replaces: waiting?.id ?? null }
  await verb.record('agreement.proposed', agreement.id, data)
  const rooms = await supplierRooms(verb.db, supplier.id)
  const next =
    rooms.length > 0
      ? `${supplier.name} is asked to accept it.`
      : `It waits for a room: /supplier room ${supplier.name}`
  return { text: `Version ${version} proposes: ${summed(changed)}. ${next}` }
}

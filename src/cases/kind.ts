import type { SQL } from 'drizzle-orm'
import type { Event, Events } from '../events.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { Speech } from '../kernel/asking/reaction.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Purpose } from '../kernel/ground/tables.ts'
import type { Card } from '../kernel/shapes/card.ts'
import type { Money } from '../kernel/words/amount.ts'
import type { CaseDetails } from './case-details.ts'
import type { CaseView } from './case-view.ts'
import type { EscalationStep } from './escalation-step.ts'
import type { Case } from './tables.ts'

/** The two cards of a case: of what stands on the staff's, a supplier reads none. */
export type Cards = { supplier: Card; staff: Card }

/** Every fact about one case, after which its cards are drawn again; of its end and its reopening more is said. */
export type CaseFact = Exclude<
  Extract<keyof Events, `case.${string}`>,
  'case.escalation_set' | 'case.opened' | 'case.noted' | 'case.exported'
>

/** The pieces of a case, of which its refunds are. */
export type RefundedPieces = readonly { caseId: string; orderLineId: string; quantity: number }[]

/** A refund that staff bound; `resolution` and `note` as they were given when it was asked for. */
export type RefundToRecord = { money: Money; resolution: string | null; note: string | null }

/**
 * A kind of case: all that distinguishes it from the others, owned by its noun and listed in case-kinds.ts.
 * What is optional is left out by a kind that has no use for it.
 */
export type CaseKind<View extends CaseView = CaseView> = {
  /** As it is kept, and as its commands begin: `complaint`, of `/complaint show`. */
  name: string
  /** What its numbers begin with: `C` of `C12`. No two kinds share it. */
  prefix: string
  /** In titles, before a number: `Complaint`. */
  title: string
  /** In sentences: `complaints`. */
  plural: string
  /** The staff rooms in which it is looked after. */
  room: Purpose
  /** Who is reminded while nobody answers, until staff set another escalation. */
  escalation: readonly EscalationStep[]
  /** Whether its books settle at once what they expect, or over time; null where it is not about money. */
  books: { atOnce: boolean } | null
  /** Why `/case close` does not end it, after its number: `is a complaint: it ends with …`. */
  ownEnd?: string
  /** Whether a supplier that is named for it is always another than its own. */
  leavesSupplier?: true
  /** All that its cards and messages show. */
  view(read: Reads, caseId: string): Promise<View>
  /** Its cards as they are now. Pure. */
  draw(view: View, now: Date): Cards
  /** Which cards a fact puts up that are not up yet; none, if nothing is said. */
  raises?(fact: Event<CaseFact>): { supplier?: boolean; staff?: boolean }
  /** Redraws what else shows it. */
  redraw?(speech: Speech, view: View): Promise<void>
  /** The supplier's last message in its thread. */
  ended(view: View): Card
  /** The supplier's message that it is open again; null where that is said already. */
  reopened(view: View, data: Events['case.reopened'], by: Speech['actor']): Card | null
  /** @throws Refusal where a closed one stays closed. */
  mayReopen?(verb: Verb, one: Case): Promise<void>
  /** What follows in its own rows when it is open again. */
  resume?(speech: Speech, caseId: string): Promise<void>
  /** @throws Refusal where the supplier cannot be asked about it yet. */
  mayNudge?(verb: Verb, one: Case): Promise<void>
  /**
   * Puts a refund that its store is asked for on record, as if it had come, and what follows from that.
   * @returns what is said of it
   * @throws Refusal where it refunds nothing any more
   */
  recordRefund?(verb: Verb, one: Case, refund: RefundToRecord): Promise<string>
  /** Of these cases, the pieces. */
  refundedPieces?(db: Reads, caseIds: readonly string[]): Promise<RefundedPieces>
  /** Which of `cases` its supplier knows nothing of as yet. */
  hiddenFromSupplier?: SQL
  /** What an export says about it. */
  details(read: Reads, one: Case): Promise<CaseDetails>
}

const byName = new Map<string, CaseKind>()

/**
 * Makes these the kinds of case that there are.
 * @throws Error where two share a name or a prefix: their numbers or commands would collide
 */
export function registerCaseKinds(kinds: readonly CaseKind[]): readonly CaseKind[] {
  for (const key of ['name', 'prefix'] as const) {
    const twice = kinds.find((one, index) => kinds.findIndex(other => other[key] === one[key]) < index)
    if (twice) throw new Error(`two kinds of case have the ${key} ${twice[key]}`)
  }
  byName.clear()
  for (const kind of kinds) byName.set(kind.name, kind)
  return kinds
}

/** All kinds, in the order in which they are listed. */
export function caseKinds(): readonly CaseKind[] {
  return [...byName.values()]
}

export function kindOf({ kind }: { kind: string }): CaseKind {
  const found = byName.get(kind)
  if (!found) throw new Error(`${kind} is not a kind of case`)
  return found
}

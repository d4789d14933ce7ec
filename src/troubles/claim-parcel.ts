import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { markClosed } from '../cases/close-case.ts'
import { factOf, findCase } from '../cases/load-case.ts'
import { receiveComplaint } from '../complaints/open-complaint.ts'
import type { ComplaintReason } from '../complaints/reason.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { orderLines } from '../orders/tables.ts'
import { shipmentLines } from '../shipments/tables.ts'
import type { Trouble } from '../shipments/trouble-labels.ts'
import { loadParcelCase } from './load-parcel-case.ts'
import { parcelView } from './parcel-view.ts'
import { troubleWords } from './parcel-words.ts'
import { PARCEL } from './settle-troubles.ts'
import { parcelCases } from './tables.ts'

export const ClaimParcel = z.object({
  case: z.string().min(1),
  /** What the supplier reads. */
  happened: z.string().trim().min(1).max(3_000),
})

const REASONS: Readonly<Partial<Record<Trouble, ComplaintReason>>> = {
  damaged: 'damaged',
  elsewhere: 'delivered_not_received',
}

/** What is wrong, in words, as the complaint begins. */
export async function startClaiming(db: Reads, actor: Actor, known: Readonly<Record<string, unknown>>) {
  const one = typeof known.case === 'string' ? await findCase(db, actor, known.case) : null
  return one?.kind === PARCEL ? { happened: troubleWords((await parcelView(db, one.id)).trouble) } : {}
}

/**
 * A parcel that will not come goes on as a complaint about what is inside it: there its claim has a window, evidence, a
 * refund, a replacement and the supplier's credit. The parcel's own case ends by it.
 */
export async function claimParcel(verb: Verb, input: z.infer<typeof ClaimParcel>): Promise<Outcome> {
  const { one, kept } = await loadParcelCase(verb, input.case)
  const { trouble, po } = await parcelView(verb.db, one.id)
  const inside = await verb.db
    .select({ sku: orderLines.sku, title: orderLines.title, quantity: shipmentLines.quantity })
    .from(shipmentLines)
    .innerJoin(orderLines, eq(orderLines.id, shipmentLines.orderLineId))
    .where(eq(shipmentLines.shipmentId, kept.shipmentId))
  const lines = inside.map(({ sku, title, quantity }) => `${sku ?? title} x${quantity}`).join(', ')
  const { one: complaint, text } = await receiveComplaint(verb, {
    ...{ order: one.orderId, part: po.number, reason: REASONS[trouble.trouble] ?? 'not_received' },
    ...{ lines, happened: input.happened },
  })
  await verb.db.update(parcelCases).set({ complaintId: complaint.id }).where(eq(parcelCases.caseId, one.id))
  await verb.record('parcel.claimed', one.id, { ...factOf(one), complaint: complaint.number })
  await markClosed(verb, one, { by: verb.actor.name, reason: 'claimed', note: complaint.number })
  return { text }
}

import { z } from 'zod'
import { attachFiles, FileIds } from '../cases/attach.ts'
import { choosePart } from '../cases/choose-part.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf } from '../cases/load-case.ts'
import { openCase } from '../cases/open-case.ts'
import { otherOpenCasesSentence } from '../cases/other-open-cases.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { reasonFrom } from '../orders/order.ts'
import { type Piece, readPieces } from '../shipments/pieces.ts'
import { claimClock } from './claim-clock.ts'
import { ALIKE, COMPLAINT_REASONS, complaintReasons, mustBePossible } from './reason.ts'
import { recordSent } from './send-complaint.ts'
import { complaintLines, complaints } from './tables.ts'
import { setStepClock } from './unreceived/step-clock.ts'

export const OpenComplaint = z.object({
  order: z.string().min(1),
  /** Which of its purchase orders; where there is one, or the lines tell, it need not be said. */
  part: z.string().optional(),
  reason: reasonFrom(complaintReasons, COMPLAINT_REASONS, { alike: ALIKE }),
  /** Nothing said means all of it. */
  lines: z.string().trim().max(2_000).optional(),
  happened: z.string().trim().min(1).pipe(truncated(3_000)),
  files: FileIds.optional(),
  /** Staff keep it to themselves as yet. */
  keep: z.enum(['yes']).optional(),
})

export async function openComplaint(verb: Verb, input: z.infer<typeof OpenComplaint>): Promise<Outcome> {
  const { text } = await receiveComplaint(verb, input)
  return { text }
}

/** Opens a complaint of a customer, and unless staff keep it to themselves, asks the supplier about it. */
export async function receiveComplaint(
  verb: Verb,
  input: z.infer<typeof OpenComplaint>,
): Promise<{ one: Case; text: string }> {
  const order = await loadOrder(verb.db, input.order)
  if (!input.keep) await mustNotName(verb, order.id, input.happened, 'happened')
  const { po, supplier, lines } = await choosePart(verb.db, order, { named: input.part, lines: input.lines })
  mustBePossible(input.reason, po)
  const left = lines.map(line => ({ ...line, left: line.asked }))
  if (left.every(line => line.left === 0))
    throw new Refusal(
      `Nothing of ${po.number} has shipped, and the order no longer wants it: there is nothing to complain about.`,
    )
  const words = { left: `in ${po.number}`, none: 'no longer wanted', field: 'lines' }
  const pieces = readPieces(input.lines ?? '', left, words)
  const one = await openCase(verb, {
    kind: 'complaint',
    orderId: order.id,
    purchaseOrderId: po.id,
    supplierId: supplier.id,
    waitingFor: input.keep ? 'staff' : 'supplier',
  })
  const sentAt = input.keep ? null : verb.now
  const row = { caseId: one.id, orderId: order.id, reason: input.reason, happened: input.happened, sentAt }
  const kept = { ...row, ...(await claimClock(verb, po)) }
  const [complaint] = await verb.db.insert(complaints).values(kept).returning()
  await verb.db.insert(complaintLines).values(rows(one.id, pieces))
  await attachFiles(verb, one, input.files ?? [], null)
  await setStepClock(verb, one, complaint)
  await verb.record('complaint.received', one.id, { ...factOf(one), reason: input.reason, pieces: sum(pieces) })
  const beside = await otherOpenCasesSentence(verb.db, one, po.number)
  if (input.keep)
    return {
      one,
      text: `${one.number} is open, for staff only for now.${beside} Send it to the supplier: /complaint send ${one.number}`,
    }
  await recordSent(verb, one)
  return { one, text: `${one.number} is open: ${supplier.name} was asked about ${po.number}.${beside}` }
}

const rows = (caseId: string, pieces: readonly Piece[]) =>
  pieces.map(({ lineId, quantity }) => ({ caseId, orderLineId: lineId, quantity }))

const sum = (pieces: readonly Piece[]) => pieces.reduce((total, one) => total + one.quantity, 0)

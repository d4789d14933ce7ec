import { z } from 'zod'
import { attachFiles, FileIds } from '../cases/attach.ts'
import { choosePart, type OrderPart } from '../cases/choose-part.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { otherOpenCasesSentence } from '../cases/other-open-cases.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { reasonFrom } from '../orders/order.ts'
import { type Piece, readPieces } from '../shipments/pieces.ts'
import { leftToReturn } from './left-to-return.ts'
import { RETURN_REASONS, returnReasons } from './reason.ts'
import { startReturn } from './start-return.ts'

export const OpenReturn = z.object({
  order: z.string().min(1),
  /** Which of its purchase orders; where there is one, or the lines tell, it need not be said. */
  part: z.string().optional(),
  reason: reasonFrom(returnReasons, RETURN_REASONS, { alike: { broken: 'damaged', faulty: 'defective' } }),
  /** Nothing said means all that may still be returned. */
  lines: z.string().trim().max(2_000).optional(),
  happened: z.string().trim().min(1).pipe(truncated(3_000)),
  files: FileIds.optional(),
})

export async function openReturn(verb: Verb, input: z.infer<typeof OpenReturn>): Promise<Outcome> {
  const { text } = await requestReturn(verb, input)
  return { text }
}

/** Asks the supplier to take pieces back. What was paid for them and not refunded yet is owed to the customer from now on. */
export async function requestReturn(
  verb: Verb,
  input: z.infer<typeof OpenReturn>,
): Promise<{ one: Case; text: string }> {
  const order = await loadOrder(verb.db, input.order)
  await mustNotName(verb, order.id, input.happened, 'happened')
  const part = await choosePart(verb.db, order, { named: input.part, lines: input.lines })
  const { po, supplier } = part
  const pieces = await piecesOf(verb, part, input.lines ?? '')
  const { reason, happened } = input
  const { one, owed } = await startReturn(verb, order, part, pieces, { reason, happened })
  await attachFiles(verb, one, input.files ?? [], null)
  const beside = await otherOpenCasesSentence(verb.db, one, po.number)
  return { one, text: `${one.number} is open: ${supplier.name} was asked to take it back.${owed}${beside}` }
}

/** @throws Refusal for what has not shipped, and for more than may still come back. */
async function piecesOf(verb: Verb, part: OrderPart, typed: string): Promise<readonly Piece[]> {
  const { number, partlyShippedAt } = part.po
  if (!partlyShippedAt)
    throw new Refusal(`${number} has not shipped yet: there is nothing to send back. Cancel it instead.`, 'order')
  const left = await leftToReturn(verb.db, part)
  if (left.every(line => line.left === 0)) throw new Refusal(`All of ${number} is in returns already.`, 'lines')
  return readPieces(typed, left, { left: 'left to return', none: 'in returns already', field: 'lines' })
}

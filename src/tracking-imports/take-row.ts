import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { addTracking } from '../order-desk/add-tracking.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { askIfElsewhere } from '../shipments/ask-before-tracking.ts'
import { findFacts } from './find-facts.ts'
import { judgeRows, unquoted } from './judge-row.ts'
import { loadImport } from './load-import.ts'
import { type ImportRow, trackingImportRows } from './tables.ts'

export const TakeRow = z.object({ import: z.uuid(), position: z.int() })
export const LeaveRow = TakeRow.extend({ why: z.string() })

const isRow = ({ import: id, position }: z.infer<typeof TakeRow>) =>
  and(eq(trackingImportRows.importId, id), eq(trackingImportRows.position, position))

/**
 * Adds the parcel of one confirmed row, as it would be added alone, and marks it in the same breath: a row is taken whole
 * and once, or not at all.
 * @throws Refusal as for one alone, and where one alone would be asked about: here nobody can answer.
 */
export async function takeRow(verb: Verb, input: z.infer<typeof TakeRow>): Promise<Outcome> {
  const [row] = await verb.db.select().from(trackingImportRows).where(isRow(input)).for('update')
  if (row?.verdict !== 'ready' || !row.purchaseOrderId) return { text: 'It was taken already.' }
  const { purchaseOrderId: purchaseOrder, number, carrier, pieces } = row
  const sure = await isFurther(verb, row)
  const parcel = {
    purchaseOrder,
    number,
    carrier,
    ...(pieces && { lines: pieces }),
    ...(sure && { sure: 'yes' as const }),
  }
  const outcome = await addTracking(verb, parcel)
  if (outcome.card) throw new Refusal(`${outcome.text} Add it alone.`)
  await verb.db.update(trackingImportRows).set({ verdict: 'taken', why: null }).where(isRow(input))
  return outcome
}

/** Another parcel of the same list may have taken all pieces: then this one is a further parcel, and nobody need be asked. */
async function isFurther(verb: Verb, { importId, purchaseOrderId, number, pieces }: ImportRow): Promise<boolean> {
  if (pieces || !purchaseOrderId) return false
  const beside = and(
    eq(trackingImportRows.importId, importId),
    eq(trackingImportRows.purchaseOrderId, purchaseOrderId),
    eq(trackingImportRows.verdict, 'taken'),
  )
  if ((await verb.db.$count(trackingImportRows, beside)) === 0) return false
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, purchaseOrderId)
  return (await askIfElsewhere(verb, loaded, number, { command: 'tracking.add', input: {} })) === null
}

/**
 * Notes why a confirmed row was not taken: what stands in its way by now, in the words in which it is shown beforehand, else
 * as it was refused.
 */
export async function leaveRow(verb: Verb, input: z.infer<typeof LeaveRow>): Promise<Outcome> {
  const made = await loadImport(verb, input.import)
  const [row] = await verb.db.select().from(trackingImportRows).where(isRow(input))
  if (row?.verdict !== 'ready') return { text: 'It is settled already.' }
  const read = [{ ...row, row: row.position }]
  const [now] = judgeRows(read, await findFacts(verb.db, made, read, verb.now))
  const { verdict, why } =
    now && now.verdict !== 'ready' ? now : { verdict: 'refused' as const, why: unquoted(input.why) }
  await verb.db.update(trackingImportRows).set({ verdict, why }).where(isRow(input))
  return { text: 'It is noted.' }
}

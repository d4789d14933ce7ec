import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { attachedFiles } from '../kernel/ground/load-file.ts'
import { rooms } from '../kernel/ground/tables.ts'
import { MOST_ATTACHED } from '../kernel/shapes/card.ts'
import { textCells } from '../kernel/sheets/text-cells.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, list } from '../kernel/words/text.ts'
import { findPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { keepRows } from './keep-rows.ts'
import { readTrackingRows } from './read-rows.ts'
import { trackingImports } from './tables.ts'

/** Most characters of a paste. */
const MOST_TEXT = 200_000

export const ImportTracking = z.object({
  rows: z.string().trim().max(MOST_TEXT, 'too long to paste; send it as a file').optional(),
  files: z.array(z.uuid()).max(MOST_ATTACHED).default([]),
  carrier: z.string().trim().max(80).optional(),
  /** Of rows that name none: a message that was written under its card. */
  purchaseOrder: z.string().min(1).optional(),
  /** How a system that follows it calls it; what of it can be added then is added without asking anybody. */
  import: z.uuid().optional(),
})

/**
 * Takes many tracking numbers at once, pasted or as files, and shows what would become of each. Nothing is recorded until
 * somebody confirms. A paste is read at once; files are read after that, for a large one takes a while.
 * @throws Refusal on `rows` where nothing is given, or nothing in it is a parcel.
 */
export async function importTracking(verb: Verb, input: z.infer<typeof ImportTracking>): Promise<Outcome> {
  const { rows: pasted = '', files, carrier = null } = input
  if (!pasted && files.length === 0)
    throw new Refusal('Paste a parcel a line, such as 1042-A 1Z999AA10123456784, or choose a file.', 'rows')
  const otherwise = input.purchaseOrder ? await findPurchaseOrder(verb.db, verb.actor, input.purchaseOrder) : null
  const read = (pasted ? readTrackingRows(textCells(pasted)) : []).map(row => {
    return { ...row, purchaseOrder: row.purchaseOrder || (otherwise?.number ?? '') }
  })
  const names = (await attachedFiles(verb.db, files)).map(({ name }) => name)
  const [made] = await verb.db
    .insert(trackingImports)
    .values({
      ...(await whose(verb)),
      ...{ name: list([...(pasted ? ['a pasted list'] : []), ...names]), files, carrier },
      ...{ madeAt: verb.now, madeBy: verb.actor.name },
      ...(input.import && { id: input.import, confirmedBy: verb.actor }),
    })
    .returning()
  if (!made) throw new Error('an import was not kept')
  await verb.record('tracking_import.asked', made.id, { name: made.name })
  const kept = await keepRows(verb, made, read, '')
  if (files.length > 0) {
    await verb.owe({ name: 'tracking.read-files', subject: made.id, queue: `tracking ${made.id}` })
    return {
      text: `I’m reading ${list(names)}. The card here shows what becomes of each row, and asks before it adds any.`,
    }
  }
  await verb.db.update(trackingImports).set({ readAt: verb.now }).where(eq(trackingImports.id, made.id))
  const ready = kept.filter(({ verdict }) => verdict === 'ready').length
  const same = kept.filter(({ verdict }) => verdict === 'same').length
  if (same === kept.length)
    return { text: `${count(same, 'parcel is', 'parcels are')} recorded already. Nothing changes.` }
  if (ready === 0) return { text: `Nothing here can be added. The card here says why, row by row.` }
  return {
    text: `${count(ready, 'parcel')} of ${count(kept.length, 'row')} can be added. Check the card here, and press its button.`,
  }
}

/** In a supplier's room everybody reads along: there, staff too add for that supplier alone. */
async function whose({ db, actor }: Verb): Promise<{ roomId: string | null; supplierId: string | null }> {
  const roomId = 'roomId' in actor ? actor.roomId : null
  if (actor.side === 'supplier') return { roomId, supplierId: actor.supplierId }
  const [room] = roomId ? await db.select().from(rooms).where(eq(rooms.id, roomId)) : []
  return { roomId, supplierId: room?.supplierId ?? null }
}

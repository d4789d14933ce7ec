import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { chooseCarrier, TrackingNumber } from '../shipments/choose-carrier.ts'
import { readNumber } from '../shipments/read-number.ts'
import { shipments } from '../shipments/tables.ts'
import { whichCarrier } from '../shipments/which-carrier.ts'
import { awaitNext } from './await-next.ts'
import { loadReturn } from './load-return.ts'
import { returns } from './tables.ts'

export const PostBack = z.object({
  case: z.string().min(1),
  number: TrackingNumber,
  carrier: z.string().trim().max(80).optional(),
})

/** Records the tracking number of the parcel back; a later one replaces it. A number that fits several carriers is asked about. */
export async function postBack(verb: Verb, input: z.infer<typeof PostBack>): Promise<Outcome> {
  const { one, row } = await loadReturn(verb, input.case, 'post_back')
  if (row.expiresAt && row.expiresAt < verb.now && !row.postedAt)
    throw new Refusal(`${one.number} has expired. Ask the supplier for a later day: /return instruct ${one.number}`)
  const { recognised, carrier } = readNumber(input.number)
  const { number } = recognised
  const chosen = chooseCarrier(recognised, input.carrier ?? carrier)
  if ('ask' in chosen) {
    const again = { command: 'return.parcel', input: { case: one.id, number }, supplierId: one.supplierId }
    return whichCarrier(verb, number, chosen.ask, again)
  }
  await mustComeBack(verb, one, number)
  const { code, name } = chosen.carrier
  await verb.db
    .update(returns)
    .set({
      ...(number !== row.tracking && { scannedAt: null }),
      carrier: code,
      carrierName: name,
      tracking: number,
      postedAt: row.postedAt ?? verb.now,
      warnAt: null,
    })
    .where(eq(returns.caseId, one.id))
  await awaitNext(verb, one)
  await verb.record('return.posted_back', one.id, { ...factOf(one), carrier: name, tracking: number })
  return { text: `${one.number} is on its way back: ${name} ${number}.` }
}

/** @throws Refusal for the number of the parcel that went out. */
async function mustComeBack({ db }: Verb, { purchaseOrderId }: Case, number: string): Promise<void> {
  const same = and(eq(shipments.purchaseOrderId, purchaseOrderId), eq(shipments.number, number))
  if ((await db.$count(shipments, same)) > 0)
    throw new Refusal(
      `${number} is the parcel that went out. The one that comes back has a number of its own.`,
      'number',
    )
}

import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import { MOST_BUTTONS } from '../kernel/card.ts'
import type { Outcome, Verb } from '../kernel/command.ts'
import { Refusal } from '../kernel/refusal.ts'
import { list } from '../kernel/text.ts'
import { type Carrier, recognise } from '../shipments/carriers.ts'
import { chooseCarrier, TrackingNumber } from '../shipments/choose-carrier.ts'
import { shipments } from '../shipments/tables.ts'
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
  const { number, ...recognised } = recognise(input.number)
  const chosen = chooseCarrier({ number, ...recognised }, input.carrier)
  if ('ask' in chosen) return askWhich(verb, one, number, chosen.ask)
  if (
    (await verb.db.$count(
      shipments,
      and(eq(shipments.purchaseOrderId, one.purchaseOrderId), eq(shipments.number, number)),
    )) > 0
  )
    throw new Refusal(
      `${number} is the parcel that went out. The one that comes back has a number of its own.`,
      'number',
    )
  const { code, name } = chosen.carrier
  await verb.db
    .update(returns)
    .set({ carrier: code, carrierName: name, tracking: number, postedAt: row.postedAt ?? verb.now, warnAt: null })
    .where(eq(returns.caseId, one.id))
  await awaitNext(verb, one)
  await verb.record('return.posted_back', one.id, { ...factOf(one), carrier: name, tracking: number })
  return { text: `${one.number} is on its way back: ${name} ${number}.` }
}

function askWhich({ actor }: Verb, one: Case, number: string, fitting: readonly Carrier[]): Outcome {
  const names = list(
    fitting.map(({ name }) => name),
    'or',
  )
  const summary = `${number} could be ${names}. Which carrier has it?`
  const buttons = fitting.slice(0, MOST_BUTTONS).map(({ name, code }) => ({
    label: name,
    command: 'return.parcel',
    input: { case: one.id, number, carrier: code },
  }))
  return {
    text: summary,
    card: {
      audience: actor.side === 'supplier' ? { supplierId: one.supplierId } : 'staff',
      tone: 'waiting',
      title: `Whose number is ${number}?`,
      summary,
      buttons,
      context: 'Nothing is recorded until you choose.',
    },
  }
}

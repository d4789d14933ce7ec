import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { askedCancellation } from './asked-cancellation.ts'

export const SettleCancellation = z.object({ order: z.string() })
export const ReportCancellation = z.object({ order: z.string(), why: z.string(), since: z.coerce.date() })

/** Notes that the store of an order has cancelled it. */
export async function settleCancellation(verb: Verb, input: z.infer<typeof SettleCancellation>): Promise<Outcome> {
  const { number, store } = await mustBeAsked(verb, input.order)
  await verb.record('cancellation.done', input.order, { number, store })
  return { text: `${store} has cancelled ${number}.` }
}

/** Notifies staff that the store of an order doesn't cancel it. */
export async function reportCancellation(
  verb: Verb,
  { order, why, since }: z.infer<typeof ReportCancellation>,
): Promise<Outcome> {
  const asked = await mustBeAsked(verb, order)
  await verb.record('cancellation.failed', order, { ...asked, why, since: since.toISOString() })
  return { text: why }
}

async function mustBeAsked({ db }: Verb, order: string) {
  const asked = await askedCancellation(db, order)
  if (!asked) throw new Error(`nobody asked to cancel the order ${order}`)
  return asked
}

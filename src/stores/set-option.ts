import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findConnected } from './find-connected.ts'
import { storeLinks } from './tables.ts'

/** What a connected store does when it hears of parcels: how people say it, and the column that says so. */
export const OPTIONS = {
  notify: { label: 'notify customers', column: 'notifiesCustomers', does: 'e-mails customers when a parcel ships' },
  complete: { label: 'complete orders', column: 'completesOrders', does: 'completes an order once all has shipped' },
} as const
type Option = keyof typeof OPTIONS
const options = Object.keys(OPTIONS) as [Option, ...Option[]]

export const SetOption = z.object({
  store: z.string().min(1),
  option: z.enum(options),
  setting: z.enum(['on', 'off']),
})

/** Says what a connected store does when Waybill writes parcels to it. */
export async function setOption(verb: Verb, input: z.infer<typeof SetOption>): Promise<Outcome> {
  const { store, link } = await findConnected(verb.db, input.store)
  const { column, does } = OPTIONS[input.option]
  const on = input.setting === 'on'
  if (link[column] === on) return { text: `That is ${input.setting} already for ${store.name}.` }
  await verb.db
    .update(storeLinks)
    .set({ [column]: on })
    .where(eq(storeLinks.storeId, store.id))
  await verb.record('store.option_set', store.id, { option: input.option, on })
  return { text: `From the next parcel on, ${store.name} ${on ? '' : 'no longer '}${does}.` }
}

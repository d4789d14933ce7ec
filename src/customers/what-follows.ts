import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { count, list } from '../kernel/words/text.ts'

/** Who asks is named by their orders alone; their data is made and shown only to who presses. */
const tellAsked: Reaction<'customer.data_requested'> = async (speech, { id, data }) => {
  const [first, ...others] = data.orders
  const known = first
    ? `who ordered ${list(data.orders.map(({ number }) => number))}`
    : 'of whom Waybill has no order, so there is nothing to export'
  const unknown = first && data.unknown > 0 ? ` ${count(data.unknown, 'more order')} never came in.` : ''
  const summary = `A customer of ${data.store} ${known} asks for their data. The store has 30 days to answer.${unknown}`
  const input = first && { order: first.id, others: others.map(one => one.id) }
  await speech.post({ kind: 'data-requested', subject: String(id) }, await speech.staffRooms('alerts'), {
    ...{ audience: 'staff', tone: 'warning', title: 'A customer asks for their data', summary },
    ...(input && { buttons: [{ label: 'Export', command: 'order.export', input, style: 'primary' as const }] }),
  })
}

export const customerReactions = { 'customer.data_requested': [tellAsked] } satisfies OwnReactions

import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import type { ReportedOrder } from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { cut } from '../../kernel/words/text.ts'
import type { Call } from './client.ts'
import { readGmt } from './gmt.ts'
import { WooRefund } from './payload.ts'
import { identifyOrder, type OrderSource, readOrder, readStore } from './read.ts'

/**
 * What a store says of one order, by a webhook or when asked; null for what isn't one, and what nobody has bought yet.
 * @param event the webhook's, `deleted`.
 */
export function reportOf(payload: unknown, source: OrderSource, event = ''): ReportedOrder | null {
  const known = identifyOrder(payload)
  if (!known) return null
  const { externalId, number, status } = known
  const store = readStore(source.site)
  if (status === 'trash') return { deleted: { store, externalId, at: moment(payload, 'date_modified_gmt') } }
  if (event === 'deleted' && isBare(payload)) return { deleted: { store, externalId } }
  try {
    const order = readOrder(payload, source)
    return order && { order }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      unreadable: { store, externalId, number: cut(number, 64), why: error.message },
      placedAt: moment(payload, 'date_created_gmt'),
    }
  }
}

const date = z.iso.datetime({ local: true }).optional().catch(undefined)
const Dates = z.looseObject({ date_created_gmt: date, date_modified_gmt: date })

function moment(payload: unknown, field: 'date_created_gmt' | 'date_modified_gmt'): Date | null {
  const said = Dates.safeParse(payload).data?.[field]
  return said ? readGmt(said) : null
}

/** Of what was deleted WooCommerce sends the id alone. */
const Bare = z.strictObject({ id: text })

const isBare = (payload: unknown) => Bare.safeParse(payload).success

const Refunds = z.array(WooRefund)
const Refunded = z.object({ id: text, refunds: z.array(z.unknown()).min(1) })

/** The refunds of an order with their lines, which the order itself doesn't have; undefined where there are none. */
export async function askForRefunds(call: Call, payload: unknown): Promise<readonly WooRefund[] | undefined> {
  const order = Refunded.safeParse(payload).data
  if (!order?.id) return undefined
  const { body } = await call('GET', `wc/v3/orders/${order.id}/refunds`, { query: { per_page: 100 } })
  return Refunds.parse(body)
}

import { z } from 'zod'
import type { Call } from '../client.ts'
import type { Book } from './book.ts'
import { fulfillmentBook } from './fulfillment-book.ts'
import { metaBook } from './meta-book.ts'
import { PLUGINS, type PluginSpace, pluginBook } from './plugin-book.ts'

/** How a shop keeps tracking numbers: a plugin's namespace, core's fulfillments, or the order's own meta. */
export type Keeping = PluginSpace | 'fulfillments' | 'meta'
const KEEPINGS: readonly Keeping[] = ['wc-ast/v3', 'wc-shipment-tracking/v3', 'fulfillments', 'meta']

const Index = z.object({ namespaces: z.array(z.string()) })
const Core = z.object({ routes: z.record(z.string(), z.unknown()) })

/** Looks which tracking plugin answers; the first of them that does. */
export async function findKeeping(call: Call): Promise<Keeping> {
  const index = await call('GET', '', { query: { _fields: 'namespaces' } })
  const { namespaces } = Index.parse(index.body)
  const plugin = (Object.keys(PLUGINS) as PluginSpace[]).find(space => namespaces.includes(space))
  if (plugin) return plugin
  const { routes } = Core.parse((await call('GET', 'wc/v3')).body)
  return Object.keys(routes).some(route => route.endsWith('/fulfillments')) ? 'fulfillments' : 'meta'
}

/** What was found and remembered before; null for what we do not know any more. */
export function keepingOf(noted: unknown): Keeping | null {
  return KEEPINGS.find(one => one === noted) ?? null
}

/** How people call it. */
export function nameOfKeeping(keeping: Keeping): string {
  if (keeping === 'fulfillments') return 'WooCommerce’s order fulfillments'
  return keeping === 'meta' ? 'the order’s custom fields and a note to the customer' : PLUGINS[keeping]
}

type Ordered = { externalId: string; number: string }

/**
 * The book of one order. AST takes what we give it for an order's number, not for its id: where a shop numbers its orders
 * itself, another order could get the parcel, so there we write the list that AST reads.
 */
export function bookOf(call: Call, keeping: Keeping, { externalId, number }: Ordered, mails: boolean): Book {
  if (keeping === 'fulfillments') return fulfillmentBook(call, externalId, mails)
  if (keeping === 'wc-ast/v3' && number !== externalId)
    return { ...metaBook(call, externalId), isInCompletedMail: true }
  return keeping === 'meta' ? metaBook(call, externalId) : pluginBook(call, keeping, externalId)
}

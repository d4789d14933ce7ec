import { z } from 'zod'
import { Later, Unsure } from '../../../kernel/shapes/chat.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { waitFor } from './cost.ts'
import type { Posted } from './post.ts'

const GraphQLErrors = z.array(
  z.object({
    message: z.string(),
    extensions: z.object({ code: z.string(), requiredAccess: z.string() }).partial().optional(),
  }),
)

/** Why everything for a store waits. */
export const BUSY = 'Shopify asks me to wait: more is asked of this store than its plan allows.'

/** The store itself lets nobody in, by status. */
const SHUT: Readonly<Record<number, string>> = {
  401: 'Shopify no longer accepts the key of {store}. Connect the store again.',
  402: 'Shopify has frozen {store}: its bill isn’t paid. Waybill goes on once it is.',
  403: 'Shopify doesn’t let Waybill into {store}. Check that the app is still installed there.',
  404: 'There is no store {store} at Shopify any more.',
  423: 'Shopify has locked {store}. Ask Shopify’s support why.',
}

/**
 * What a reply comes to: its data.
 * @throws Later when nothing was done and time helps, Unsure when it is not known what was done, Refusal when people must
 * set it right. Anything else is a fault in a document of ours.
 */
export function dataOf({ status, retryAfter, body }: Posted, store: string): unknown {
  const shut = SHUT[status]
  if (shut) throw new Refusal(shut.replace('{store}', store))
  if (status === 429) throw new Later(retryAfter, BUSY)
  if (!body) throw new Unsure(`Shopify answered ${status} without JSON.`)
  if (status >= 500) throw new Unsure(`Shopify has trouble of its own (${status}).`)
  if (body.errors !== undefined) throw judged(body.errors, body.extensions, store)
  if (status !== 200 || body.data === undefined) throw new Unsure(`Shopify answered ${status} without data.`)
  return body.data
}

function judged(errors: unknown, extensions: unknown, store: string): Error {
  const read = GraphQLErrors.safeParse(errors)
  if (!read.success)
    return new Refusal(`Shopify refuses calls to ${store}: ${String(errors)}. Connect the store again.`)
  const codes = read.data.map(error => error.extensions?.code)
  if (codes.includes('THROTTLED')) return new Later(waitFor(extensions), BUSY)
  const denied = read.data.find(error => error.extensions?.code === 'ACCESS_DENIED')
  if (denied) {
    const needed = denied.extensions?.requiredAccess ?? denied.message
    return new Refusal(`Shopify doesn’t allow this at ${store}. The app needs: ${needed.replaceAll('`', '')}`)
  }
  if (codes.includes('SHOP_INACTIVE')) return new Refusal(`Shopify says that ${store} is closed.`)
  if (codes.includes('INTERNAL_SERVER_ERROR') || codes.includes('TIMEOUT')) return new Unsure('Shopify broke off.')
  return new Error(`Shopify doesn’t understand a document: ${read.data.map(({ message }) => message).join(' ')}`)
}

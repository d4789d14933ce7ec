import { z } from 'zod'

const Cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number().positive(),
  }),
})

const Told = z.object({ cost: Cost })

/** Where a throttled reply does not say what it would have cost, ms. */
const UNSAID = 2_000
/** However little is lacking, ms. */
const LEAST = 20

/**
 * How long until the store can pay for a call, ms, by the figures of its own throttled reply: plans differ tenfold.
 * https://shopify.dev/docs/api/usage/limits#rate-limits
 */
export function waitFor(extensions: unknown): number {
  const read = Told.safeParse(extensions)
  if (!read.success) return UNSAID
  const { requestedQueryCost, throttleStatus } = read.data.cost
  const lacking = Math.max(0, requestedQueryCost - throttleStatus.currentlyAvailable)
  return Math.max(LEAST, Math.ceil((lacking / throttleStatus.restoreRate) * 1_000))
}

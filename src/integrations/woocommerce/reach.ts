import { type Call, openClient, type SiteAccess } from './client.ts'
import { Missing, NotLetIn } from './trouble.ts'

/** How a site lets us in, found out once and then remembered. */
export type WayIn = Pick<SiteAccess, 'keyInAddress' | 'plainAddress'>

const WAYS: readonly WayIn[] = [
  {},
  { keyInAddress: true },
  { plainAddress: true },
  { plainAddress: true, keyInAddress: true },
]

/**
 * Finds how a site can be asked: by permalinks or without, and with the key in the header or, where the host drops that,
 * in the address.
 * @throws Refusal in the site's own words where none of them works.
 */
export async function findWayIn(access: SiteAccess, patience?: number): Promise<{ way: WayIn; call: Call }> {
  let first: unknown
  for (const way of WAYS) {
    const call = openClient({ ...access, ...way }, patience)
    try {
      await call('GET', 'wc/v3/orders', { query: { per_page: 1, _fields: 'id' } })
      return { way, call }
    } catch (error) {
      const mayBeTheWay = error instanceof Missing || (error instanceof NotLetIn && !error.sawKey)
      if (!mayBeTheWay) throw error
      // The first that says something of the key says most.
      if (!first || (first instanceof Missing && error instanceof NotLetIn)) first = error
    }
  }
  throw first
}

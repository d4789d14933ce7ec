import type { StoreLink } from '../../kernel/shapes/storefront.ts'
import { type Call, openClient, type SiteAccess } from './client.ts'
import { findWayIn, type WayIn } from './reach.ts'

/** What a key of a store is, as its link keeps it. */
function siteAccessOf({ address: site, secrets: { key = '', secret = '' } }: StoreLink): SiteAccess {
  return { site, key, secret }
}

/** Calls of a store, the way that was found to reach it. */
export async function openStore(link: StoreLink): Promise<Call> {
  const known = link.notes.way as WayIn | undefined
  return known ? openClient({ ...siteAccessOf(link), ...known }) : (await reach(link)).call
}

/** Finds the way to a store again, and remembers it. */
export async function reach(link: StoreLink): Promise<{ way: WayIn; call: Call }> {
  const found = await findWayIn(siteAccessOf(link))
  await link.note({ way: found.way })
  return found
}

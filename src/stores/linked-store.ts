import type { OutsideSystems } from '../kernel/asking/command.ts'
import type { Db } from '../kernel/ground/db.ts'
import type { Storefront, StoreLink } from '../kernel/shapes/storefront.ts'
import { findLink } from './open-links.ts'

/** A store that is connected, and what can be done there. */
export type LinkedStore = { storefront: Storefront; link: StoreLink }
/** Finds it by our id; null where nobody connected it, or its kind is no longer here. */
export type LinkedStores = (store: string) => Promise<LinkedStore | null>

export function linkedStores(db: Db, { storefronts, seal }: OutsideSystems): LinkedStores {
  return async store => {
    const found = await findLink(db, seal, store)
    const storefront = found && storefronts.get(found.kind)
    return found && storefront ? { storefront, link: found.link } : null
  }
}

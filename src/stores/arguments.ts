import type { ArgKind } from '../kernel/asking/command.ts'
import { allStores } from './find-store.ts'

/** A store, by its name. Staff only. */
export const aStore: ArgKind = {
  name: 'store',
  async complete(db, actor, typed) {
    if (actor.side !== 'staff') return []
    const names = (await allStores(db)).map(({ name }) => name)
    return names
      .filter(name => name.toLowerCase().includes(typed.toLowerCase()))
      .map(name => ({ value: name, label: name }))
  },
  listed: true,
}

/** A kind of store that can be connected. */
export const aStoreKind: ArgKind = {
  name: 'store kind',
  async complete(_db, actor, typed, _known, { storefronts }) {
    if (actor.side !== 'staff') return []
    const kinds = [...storefronts.keys()].filter(kind => kind.includes(typed.toLowerCase()))
    return kinds.map(kind => ({ value: kind, label: kind }))
  },
  listed: true,
  oneWord: true,
}

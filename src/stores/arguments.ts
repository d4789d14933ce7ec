import type { ArgKind } from '../kernel/asking/command.ts'
import type { Choice } from '../kernel/shapes/form.ts'
import { allStores } from './find-store.ts'
import { AS_ALL, ENDS, FOREVER, TOGGLES } from './options.ts'

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

const fitting = (all: readonly Choice[], typed: string) =>
  all.filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(typed.toLowerCase()))

/** What can be set of a store. */
export const anOption: ArgKind = {
  name: 'store option',
  async complete(_db, actor, typed, _known, { storefronts }) {
    if (actor.side !== 'staff') return []
    const own = [...storefronts.values()].flatMap(({ settings = {} }) => Object.entries(settings))
    const all = new Map<string, { label: string }>([...Object.entries(TOGGLES), ...Object.entries(ENDS), ...own])
    return fitting(
      [...all].map(([value, { label }]) => ({ value, label })),
      typed,
    )
  },
  listed: true,
  oneWord: true,
}

/** What it is set to: a form can't list it, since it depends on the option. */
export const aSetting: ArgKind = {
  name: 'store setting',
  async complete(_db, actor, typed, { option }) {
    if (actor.side !== 'staff') return []
    const values = Object.hasOwn(TOGGLES, String(option)) ? ['on', 'off'] : [AS_ALL]
    const more = Object.hasOwn(ENDS, String(option)) ? [FOREVER] : []
    return fitting(
      [...values, ...more].map(value => ({ value, label: value })),
      typed,
    )
  },
}

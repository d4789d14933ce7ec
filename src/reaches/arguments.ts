import type { ArgKind } from '../kernel/asking/command.ts'

/** A way to reach suppliers outside chats. Staff only. */
export const aReach: ArgKind = {
  name: 'reach',
  listed: true,
  async complete(_db, actor, typed, _known, { reaches }) {
    if (actor.side !== 'staff') return []
    const all = [...reaches].flatMap(([value, { reach }]) => (reach ? [{ value, label: reach.title }] : []))
    return all.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
  },
}

import type { OutsideSystems } from '../kernel/asking/command.ts'
import type { Reach } from '../kernel/shapes/reach.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'

/** The way to reach suppliers that somebody named, by its name or title. @throws Refusal with those there are. */
export function findReach({ reaches }: Pick<OutsideSystems, 'reaches'>, named: string): { chat: string; reach: Reach } {
  const typed = named.trim().toLowerCase()
  const all = [...reaches].flatMap(([chat, { reach }]) => (reach ? [{ chat, reach }] : []))
  const found = all.find(({ chat, reach }) => [chat, reach.title.toLowerCase()].includes(typed))
  if (found) return found
  const there = list(
    all.map(({ reach }) => reach.title),
    'or',
  )
  if (all.length === 0) throw new Refusal('No way to reach suppliers outside chats is set up here. See docs/suppliers.')
  throw new Refusal(`I can’t reach suppliers by “${named.trim()}”. Choose ${there}.`, 'kind')
}

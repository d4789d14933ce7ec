import type { Button, Card } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { anotherWay } from './another-way.ts'
import type { unreached } from './tables.ts'

/** A supplier that purchase orders did not reach, with its name. */
export type Unreached = typeof unreached.$inferSelect & { name: string }

/** Tells staff which suppliers purchase orders don't reach, why, and what to do; it settles as they do. Pure. */
export function unreachedCard(all: readonly Unreached[]): Card {
  const open = all.filter(({ settledAt }) => !settledAt)
  const [only, ...others] = all
  const one = others.length === 0 ? only : undefined
  if (open.length === 0) return settledCard(all, one)
  const waiting = open.reduce((sum, { waiting }) => sum + waiting, 0)
  const pos = count(waiting, 'purchase order')
  const who = one ? one.name : count(open.length, 'supplier')
  return {
    audience: 'staff',
    tone: 'bad',
    title: one && waiting === 1 ? `Nobody at ${who} got ${list(one.numbers)}` : `Nobody at ${who} got ${pos}`,
    summary: one
      ? `${named(one)} can’t be sent to ${who}: ${one.why}.`
      : `${pos} can’t be sent to ${list(open.map(({ name }) => name).slice(0, 10))}.`,
    ...(one
      ? { facts: [{ label: 'Noticed', value: { at: one.since.toISOString() } }] }
      : { lines: all.map(line => ({ text: line.name, detail: detailOf(line), done: line.settledAt !== null })) }),
    buttons: buttonsFor(open, one),
    context: `${one ? '' : 'To reach one of them otherwise: /supplier reach. '}This card settles once they are sent.`,
  }
}

function settledCard(all: readonly Unreached[], one: Unreached | undefined): Card {
  const names = list(all.map(({ name }) => name).slice(0, 10))
  const summary = `Nothing waits any more for ${names}.`
  return { audience: 'staff', tone: 'over', title: `${one ? one.name : 'They'} can be reached again`, summary }
}

const detailOf = (one: Unreached) => (one.settledAt ? 'reached again' : `${named(one)} · ${one.why}`)

/** `1042-A, 1043-A and 7 more` */
function named({ numbers, waiting }: Unreached): string {
  const more = waiting - numbers.length
  return list([...numbers, ...(more > 0 ? [`${more} more`] : [])])
}

function buttonsFor(open: readonly Unreached[], one: Unreached | undefined): readonly Button[] {
  const suppliers = open.map(({ supplierId }) => supplierId)
  const again: Button = { label: 'Try again', command: 'supplier.try-again', input: { suppliers } }
  if (!one) return [again]
  const input = { supplier: one.supplierId }
  return [
    again,
    anotherWay(one.supplierId),
    { label: 'Bind a room', command: 'supplier.room', input, asks: ['room'] },
    { label: 'Show the supplier', command: 'supplier.show', input },
  ]
}

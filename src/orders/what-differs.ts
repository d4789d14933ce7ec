import type { IncomingOrder } from './incoming-order.ts'
import { shippable } from './incoming-order.ts'
import type { OrderLine } from './tables.ts'
import type { Changed } from './what-changed.ts'

type Line = Pick<OrderLine, 'externalId' | 'title' | 'quantity'>

const WORDS: Readonly<Record<Exclude<Changed, 'lines'>, string>> = {
  'ship-to': 'another ship-to',
  fulfilled: 'other pieces fulfilled',
  method: 'another shipping method',
  payment: 'another payment',
  risk: 'another risk',
  total: 'another total',
  note: 'another note',
}

/** How a file differs from what is here, a phrase each: `Lamp: 1 instead of 2`. Of a ship-to only that it does. Pure. */
export function whatDiffers(
  before: { lines: readonly Line[] },
  lines: IncomingOrder['lines'],
  changed: readonly Changed[],
): string[] {
  return changed.flatMap(what => (what === 'lines' ? lineDifferences(before.lines, lines) : [WORDS[what]]))
}

function lineDifferences(before: readonly Line[], told: IncomingOrder['lines']): string[] {
  const now = shippable(told)
  const gone = before.filter(old => !now.some(line => line.externalId === old.externalId))
  const differing = now.flatMap(line => {
    const old = before.find(one => one.externalId === line.externalId)
    if (!old) return [`${line.title}: ${line.quantity}, new`]
    if (old.quantity !== line.quantity) return [`${old.title}: ${line.quantity} instead of ${old.quantity}`]
    return old.title === line.title ? [] : [`${line.title} instead of ${old.title}`]
  })
  return [...differing, ...gone.map(old => `${old.title}: 0 instead of ${old.quantity}`)]
}

import type { Order } from '../orders/tables.ts'

/** A shorter number is a date, a price or how many, unless a # stands before it. */
const SHORTEST = 3

type Named = Pick<Order, 'id' | 'number'>

/**
 * Which of the sender’s own orders a mail names: in its subject, else in what is new in it, else in what it quotes. Where
 * it names several nobody knows which is meant. Pure.
 */
export function namedOrder<O extends Named>(
  { subject, text, whole }: { subject: string; text: string; whole: string },
  orders: readonly O[],
): O | null {
  for (const words of [subject, text, whole]) {
    const named = orders.filter(order => names(words, order.number))
    if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null
  }
  return null
}

/** As a word of its own: `#1042`, `order 1042`, and `1042-A` of one of its parts. */
function names(words: string, number: string): boolean {
  const bare = number.replace(/^#/, '')
  const literal = bare.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const before = bare.length < SHORTEST ? '#' : '(?<![\\p{L}\\p{N}.,-])'
  return new RegExp(`${before}${literal}(?![\\p{L}\\p{N}]|[.,-]\\d)`, 'iu').test(words)
}

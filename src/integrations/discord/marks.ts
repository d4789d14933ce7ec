import { createHash } from 'node:crypto'
import type { Drawn } from '../../kernel/shapes/chat.ts'
import type { Marks } from './draw/card.ts'

/**
 * What makes a message findable again. Discord keeps the ids we give to components and hands them back for ever,
 * unlike the nonce; the container's says which message it is, the heading's what it shows.
 */
export function marksOf(key: string, card: Drawn): Marks {
  return { message: number(`message ${key}`), content: number(`content ${JSON.stringify(card)}`) }
}

/** Our own name of a sending, at most 25 characters: while Discord remembers it, a repeat posts nothing. */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25)
}

/** From 2²⁰, beyond the ids that Discord itself gives out, to 2³¹−1. */
function number(text: string): number {
  const raw = createHash('sha256').update(text).digest().readUInt32BE()
  return 0x10_00_00 + (raw % (0x7f_ff_ff_ff - 0x10_00_00))
}

import { Later } from '../../kernel/shapes/chat.ts'

/**
 * Counts calls, so that none is refused for coming too often; other processes count their own.
 * @returns asked before each. @throws Later where the limit is reached, by which nothing was done.
 */
export function atMost({ most, per }: { most: number; per: number }, now = () => performance.now()): () => void {
  const made: number[] = []
  return () => {
    const at = now()
    while (made[0] !== undefined && made[0] <= at - per) made.shift()
    const [oldest] = made
    if (oldest !== undefined && made.length >= most) throw new Later(Math.ceil(oldest + per - at))
    made.push(at)
  }
}

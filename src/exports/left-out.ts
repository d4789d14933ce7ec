import { Refusal } from '../kernel/words/refusal.ts'

const ONE_OR_RANGE = /^(\d{1,6})(?:-(\d{1,6}))?$/

/**
 * The numbers that somebody named: `3, 5-7` → 3, 5, 6, 7. Pure.
 * @param most the last number there is; they are counted from 1.
 * @throws Refusal where something else was written, or a number that is not there.
 */
export function leftOut(typed: string, most: number): ReadonlySet<number> {
  const numbers = new Set<number>()
  for (const word of typed
    .replaceAll(/\s*[-–]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter(Boolean)) {
    const [, first, last = first] = ONE_OR_RANGE.exec(word) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (!(from >= 1 && from <= to && to <= most))
      throw new Refusal(`Write the numbers of entries from 1 to ${most}, such as 2 or 2, 4-5.`, 'leaveOut')
    for (let number = from; number <= to; number += 1) numbers.add(number)
  }
  return numbers
}

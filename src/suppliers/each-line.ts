import { Refusal } from '../kernel/words/refusal.ts'
import { cut } from '../kernel/words/text.ts'

/**
 * Reads every line that is not empty.
 * @throws Refusal on `field` with one sentence for each line that was not understood, which names it.
 */
export function eachLine<T>(
  field: string,
  noun: string,
  lines: readonly string[],
  read: (line: string, before: readonly T[]) => T,
): readonly T[] {
  const made: T[] = []
  const wrong: string[] = []
  const written = lines.map(line => line.trim()).filter(Boolean)
  for (const [index, line] of written.entries())
    try {
      made.push(read(line, made))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      wrong.push(`${noun} ${index + 1}, “${cut(line, 60)}”: ${error.message.replace(/\.$/, '')}.`)
    }
  if (wrong.length > 0) throw new Refusal(wrong.join(' '), field)
  return made
}

import { randomBytes } from 'node:crypto'
import type { Answer } from './answer.ts'
import type { Log } from './log.ts'
import { Refusal } from './refusal.ts'

/** A refusal is its sentence; anything else is a bug: logged without what people typed, counted, and said to be recorded. */
export function apologise({ log, counted }: { log: Log; counted: () => void }, error: unknown): Answer {
  if (error instanceof Refusal) return { kind: 'refused', text: error.message }
  const report = randomBytes(3).toString('hex').toUpperCase()
  counted()
  log.error({ err: error, report }, 'a bug')
  const text = `Something went wrong on our side, and nothing was changed. It was recorded as ${report}; please try again.`
  return { kind: 'refused', text }
}

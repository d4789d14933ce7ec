import { randomBytes } from 'node:crypto'
import type { Log } from '../ground/log.ts'
import type { Answer } from '../shapes/answer.ts'
import { Refusal } from '../words/refusal.ts'
import { SecretTyped } from './grammar.ts'

type Told = { log: Log; counted: () => void }

/** A refusal is its sentence; anything else is a bug, and said to be recorded. */
export function apologise(told: Told, error: unknown): Answer {
  if (error instanceof SecretTyped) return { kind: 'refused', text: error.message, hides: true }
  if (error instanceof Refusal) return { kind: 'refused', text: error.message }
  const number = report(told, error)
  const text = `Something went wrong on our side, and nothing was changed. It was recorded as ${number}; please try again.`
  return { kind: 'refused', text }
}

/** Logs a bug without what people typed, and counts it; answers its number. */
export function report({ log, counted }: Told, error: unknown): string {
  const number = randomBytes(3).toString('hex').toUpperCase()
  counted()
  log.error({ err: error, report: number }, 'a bug')
  return number
}

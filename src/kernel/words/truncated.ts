import { z } from 'zod'
import { cut } from './text.ts'

/** What somebody wrote at length: trimmed, and cut with a mark rather than refused. */
export function truncated(most: number) {
  return z
    .string()
    .trim()
    .transform(text => cut(text, most))
}

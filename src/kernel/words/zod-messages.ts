import type { z } from 'zod'
import { list } from './text.ts'

/** What is wrong with an input, as one would say it. A schema's own sentence goes before this one. */
export function zodMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return 'please fill this in'
      return issue.expected === 'number' || issue.expected === 'int' ? 'write a number' : 'not understood'
    case 'too_small':
      if (issue.origin !== 'string') return `at least ${issue.minimum}`
      return issue.minimum === 1 ? 'please fill this in' : `write at least ${issue.minimum} characters`
    case 'too_big':
      return issue.origin === 'string' ? `write at most ${issue.maximum} characters` : `at most ${issue.maximum}`
    case 'invalid_value':
      return `write ${list(issue.values.map(String), 'or')}`
    default:
      return 'not understood'
  }
}

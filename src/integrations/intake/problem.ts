import type { Context } from 'hono'
import type { z } from 'zod'
import type { Problem, Wrong } from './schema.ts'

const TITLES = {
  400: 'Not JSON',
  401: 'Not signed by this store',
  405: 'Not this way',
  409: 'In progress',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Not as the schema says',
  503: 'Not now',
} as const
export type ProblemStatus = keyof typeof TITLES

/** What went wrong, as RFC 9457 has it. */
export function problemOf(status: ProblemStatus, detail: string, errors?: readonly Wrong[]): Problem {
  return { type: 'about:blank', title: TITLES[status], status, detail, ...(errors && { errors: [...errors] }) }
}

/** Answers with a problem. */
export function refuse(c: Context, status: ProblemStatus, detail: string, headers: Record<string, string> = {}) {
  const body = JSON.stringify(problemOf(status, detail))
  return c.body(body, status, { 'Content-Type': 'application/problem+json', ...headers })
}

/** Reads by a schema; where it doesn't fit, everything that is wrong, each with its JSON pointer below `at`. */
export function readBy<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at = '',
): { ok: z.output<S>; errors?: never } | { ok?: never; errors: readonly Wrong[] } {
  const read = schema.safeParse(value)
  if (read.success) return { ok: read.data }
  return { errors: read.error.issues.flatMap(issue => wrongOf(issue, at)) }
}

/** A field that the schema doesn't have is pointed at itself. */
function wrongOf(issue: z.core.$ZodIssue, at: string): readonly Wrong[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ pointer: pointer(at, [...issue.path, key]), detail: 'There is no such field.' }))
  return [{ pointer: pointer(at, issue.path), detail: issue.message }]
}

/** RFC 6901. */
const pointer = (at: string, path: readonly PropertyKey[]) =>
  at + path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

import type { Context } from 'hono'
import { z } from 'zod'

const TITLES = {
  400: 'Not JSON',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not here',
  405: 'Not this way',
  409: 'In progress',
  412: 'Changed since',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Not as it must be',
  429: 'Too many requests',
  503: 'Not now',
} as const
export type ProblemStatus = keyof typeof TITLES

export const Wrong = z.object({ pointer: z.string().describe('JSON pointer (RFC 6901).'), detail: z.string() })
export type Wrong = z.infer<typeof Wrong>

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z.array(Wrong).optional(),
})
export type Problem = z.infer<typeof Problem>

/** What went wrong, as RFC 9457 has it. */
export function problemOf(status: ProblemStatus, detail: string, errors?: readonly Wrong[]): Problem {
  return { type: 'about:blank', title: TITLES[status], status, detail, ...(errors && { errors: [...errors] }) }
}

type More = { headers?: Readonly<Record<string, string>>; errors?: readonly Wrong[] }

/** Answers with a problem. */
export function refuse(c: Context, status: ProblemStatus, detail: string, { headers = {}, errors }: More = {}) {
  const body = JSON.stringify(problemOf(status, detail, errors))
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

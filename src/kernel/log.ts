import { pino } from 'pino'

export type Log = Pick<ReturnType<typeof pino>, 'info' | 'warn' | 'error' | 'debug'>

type Caught = {
  name?: string
  message?: string
  stack?: string
  code?: string
  constraint?: string
  cause?: Caught
  query?: string
}

/**
 * What of an error may be written down. A database error's message and parameters hold what people typed,
 * so of those only code, constraint and the statement with its placeholders are kept.
 */
export function recordable(error: unknown): Record<string, unknown> {
  const caught = (error ?? {}) as Caught
  const root = caught.cause ?? caught
  const database = caught.query !== undefined || typeof root.code === 'string'
  return {
    name: caught.name,
    ...(database ? { code: root.code, constraint: root.constraint, query: caught.query } : { message: caught.message }),
    stack: caught.stack
      ?.split('\n')
      .filter(line => /^\s+at /.test(line))
      .join('\n'),
  }
}

export function openLog(level: string): Log {
  return pino({ level, base: null, serializers: { err: recordable } })
}

import { type DestinationStream, pino } from 'pino'
import { tracedLine } from './trace.ts'

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
    stack: caught.stack && framesOf(caught.stack, caught.message ?? ''),
  }
}

/** The places of a stack without the message at its head, any line of which may look like a place. */
function framesOf(stack: string, message: string): string {
  const head = message ? stack.indexOf(message) : -1
  const tail = head < 0 ? stack : stack.slice(head + message.length)
  return tail
    .split('\n')
    .filter(line => /^ {4}at .*(:\d+:\d+\)?|\(<anonymous>\)|\(index \d+\))$/.test(line))
    .join('\n')
}

/** Writes JSON lines to standard output, or to the stream given. */
export function openLog(level: string, stream?: DestinationStream): Log {
  const options = { level, base: null, serializers: { err: recordable }, mixin: tracedLine }
  return stream ? pino(options, stream) : pino(options)
}

import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../kernel/ground/log.ts'

/** Our log as Bolt wants one. Its chatter about requests holds what people wrote, and is dropped. */
export function boltLog(log: Log): Logger {
  const said =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const [first, ...rest] = parts
      const error = parts.find(part => part instanceof Error)
      log[level](
        { ...(error && { err: error }), from: 'bolt' },
        first instanceof Error ? rest.join(' ') : String(first),
      )
    }
  return {
    debug: () => {},
    info: () => {},
    warn: said('warn'),
    error: said('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}

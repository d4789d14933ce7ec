import type { App } from './app.ts'
import type { Json } from './json.ts'

/** `ok: false` with Slack's own code, and what Slack adds to it. */
export class Refused extends Error {
  readonly code: string
  readonly extra: Json

  constructor(code: string, extra: Json = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

/** invalid_blocks, invalid_arguments: sentences with JSON pointers, as `response_metadata.messages`. */
export const refusedFor = (code: string, messages: readonly string[]): Refused =>
  new Refused(code, {
    ...(code === 'invalid_blocks' ? { errors: messages } : {}),
    response_metadata: { messages: messages.map(message => `[ERROR] ${message}`) },
  })

export const missing = (name: string): Refused =>
  refusedFor('invalid_arguments', [`missing required field: ${name} [json-pointer:/${name}]`])

export function needScope(app: App, scope: string): void {
  if (!app.scopes.has(scope)) throw new Refused('missing_scope', { needed: scope, provided: [...app.scopes].join(',') })
}

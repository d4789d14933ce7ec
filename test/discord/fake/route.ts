import type { Upload } from './shapes.ts'
import type { State } from './state.ts'

export type Call = {
  state: State
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
  files: readonly Upload[]
}

export type Answer = { status: number; body?: unknown }

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As in Discord's documentation, with `:name` for what varies. */
  path: string
  /** Answered without a bot token: the address holds a token of its own. */
  open?: true
  /** Answers to interactions are exempt from the global limit. docs: topics/rate-limits. */
  ungoverned?: true
  run(call: Call): Answer
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const nothing: Answer = { status: 204 }

/** A parameter that the path surely has. */
export function param(call: Call, name: string): string {
  const value = call.params[name]
  if (value === undefined) throw new Error(`The route has no :${name}`)
  return value
}

import type { Json } from './json.ts'
import { missing, Refused } from './refused.ts'

/** The arguments of a call, form-encoded or JSON: in forms, objects arrive as JSON text. */
export class Arguments {
  readonly raw: Json

  constructor(raw: Json) {
    this.raw = raw
  }

  has(name: string): boolean {
    const value = this.raw[name]
    return value !== undefined && value !== null && value !== ''
  }

  text(name: string): string | null {
    return this.has(name) ? String(this.raw[name]) : null
  }

  need(name: string): string {
    const value = this.text(name)
    if (value === null) throw missing(name)
    return value
  }

  flag(name: string, fallback = false): boolean {
    const value = this.raw[name]
    if (value === undefined || value === null || value === '') return fallback
    return value === true || value === 'true' || value === '1' || value === 1
  }

  count(name: string, fallback: number, most: number): number {
    const value = this.text(name)
    if (value === null) return fallback
    const count = Number(value)
    if (!Number.isInteger(count) || count < 1) throw new Refused('invalid_limit')
    return Math.min(count, most)
  }

  /** An object or list; `error` where it is no JSON. */
  json(name: string, error: string): unknown {
    if (!this.has(name)) return undefined
    const value = this.raw[name]
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      throw new Refused(error)
    }
  }
}

const encode = (at: number): string => Buffer.from(`next:${at}`).toString('base64')

/** One page of a list, and the cursor to the next. */
export function page<T>(
  all: readonly T[],
  args: Arguments,
  fallback: number,
  most: number,
): { items: T[]; next: string } {
  const limit = args.count('limit', fallback, most)
  const cursor = args.text('cursor')
  const from =
    cursor === null
      ? 0
      : Number(
          Buffer.from(cursor, 'base64')
            .toString()
            .replace(/^next:/, ''),
        )
  if (!Number.isInteger(from) || from < 0) throw new Refused('invalid_cursor')
  const end = from + limit
  return { items: all.slice(from, end), next: end < all.length ? encode(end) : '' }
}

import { createHash } from 'node:crypto'
import type { Clock } from './clock.ts'
import { Refused } from './refused.ts'

export type Limit = { most: number; per: number }

/** docs: topics/rate-limits, "Global Rate Limit": 50 a second; answers to interactions are not bound by it. */
const GLOBAL: Limit = { most: 50, per: 1_000 }

/**
 * Discord publishes no numbers per route and asks to read its headers; these are what is commonly seen.
 * A test may set others: nothing may depend on them.
 */
const USUAL: Record<string, Limit> = {
  'POST /channels/:channel/messages': { most: 5, per: 5_000 },
  'PATCH /channels/:channel/messages/:message': { most: 5, per: 5_000 },
  'POST /channels/:channel/messages/:message/threads': { most: 50, per: 300_000 },
  'POST /webhooks/:application/:token': { most: 5, per: 2_000 },
  'PATCH /webhooks/:application/:token/messages/:message': { most: 5, per: 2_000 },
}
const OTHERS: Limit = { most: 50, per: 1_000 }

/** A change of name or topic: twice in ten minutes, in no header. Source: api-docs 1900, discord.js 6651. */
const RENAMES: Limit = { most: 2, per: 600_000 }

export type Spent = { headers: Record<string, string>; refused: Refused | null }

/** Counts requests per route and major parameter, and globally. */
export class Buckets {
  readonly #clock: Clock
  #windows = new Map<string, { until: number; used: number }>()
  readonly limits: Record<string, Limit> = { ...USUAL }
  global: Limit = GLOBAL

  constructor(clock: Clock) {
    this.#clock = clock
  }

  spend(route: string, major: string, isGlobal: boolean): Spent {
    if (isGlobal) {
      const all = this.#use('global', this.global)
      if (all.left < 0) return { headers: {}, refused: tooMany(all.wait, 'global') }
    }
    const limit = this.limits[route] ?? OTHERS
    const { left, wait, until } = this.#use(`${route} ${major}`, limit)
    const headers = {
      'X-RateLimit-Limit': String(limit.most),
      'X-RateLimit-Remaining': String(Math.max(0, left)),
      'X-RateLimit-Reset': (until / 1_000).toFixed(3),
      'X-RateLimit-Reset-After': wait.toFixed(3),
      'X-RateLimit-Bucket': createHash('md5').update(route).digest('hex'),
    }
    return { headers, refused: left < 0 ? tooMany(wait, 'user') : null }
  }

  rename(channelId: string): void {
    const { left, wait } = this.#use(`rename ${channelId}`, RENAMES)
    if (left < 0) throw tooMany(wait, 'user')
  }

  #use(key: string, limit: Limit): { left: number; wait: number; until: number } {
    const now = this.#clock.now()
    const old = this.#windows.get(key)
    const window = old && old.until > now ? old : { until: now + limit.per, used: 0 }
    window.used += 1
    this.#windows.set(key, window)
    return { left: limit.most - window.used, wait: (window.until - now) / 1_000, until: window.until }
  }
}

/** docs: topics/rate-limits, "Exceeding A Rate Limit". */
export function tooMany(seconds: number, scope: 'user' | 'global' | 'shared'): Refused {
  const isGlobal = scope === 'global'
  return new Refused(
    429,
    {
      message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
      retry_after: Number(seconds.toFixed(3)),
      global: isGlobal,
    },
    {
      'Retry-After': String(Math.ceil(seconds)),
      'X-RateLimit-Scope': scope,
      ...(isGlobal ? { 'X-RateLimit-Global': 'true' } : {}),
    },
  )
}

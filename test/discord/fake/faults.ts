import { tooMany } from './buckets.ts'
import { Refused } from './refused.ts'

/** What goes wrong: an answer of ours, silence, a torn connection, or waiting. */
export type Trouble = Refused | 'silence' | 'tear' | { wait: number }

export type Fault = {
  /** As `METHOD /path/:with/:names`; `*` = any. */
  route: string
  trouble: Trouble
  left: number
  /** The call was carried out before it went wrong. */
  accepted: boolean
}

/** What a test has ordered to go wrong with calls. */
export class Faults {
  #ordered: Fault[] = []

  /** The next calls of a route go wrong; `accepted` carries them out all the same. */
  next(route: string, trouble: Trouble, { times = 1, accepted = false } = {}): void {
    this.#ordered.push({ route, trouble, left: times, accepted })
  }

  clear(): void {
    this.#ordered = []
  }

  take(route: string): Fault | null {
    const found = this.#ordered.find(fault => fault.left > 0 && (fault.route === '*' || fault.route === route))
    if (!found) return null
    found.left -= 1
    return found
  }
}

/** A refusal for being too fast: of this route, of all routes, or of a resource shared with others. */
export function limited(seconds: number, scope: 'user' | 'global' | 'shared' = 'user'): Refused {
  return tooMany(seconds, scope)
}

/** An error of Discord's own machinery. */
export function outage(status: 500 | 502 | 503 | 504 = 500): Refused {
  return new Refused(status, { message: `${status}: Internal Server Error`, code: 0 })
}

/** A list in which nothing of what was just posted shows yet. */
export function unseen(): Refused {
  return new Refused(200, [])
}

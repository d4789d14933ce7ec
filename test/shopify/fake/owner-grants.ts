import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

/** Shopify gives a code a minute, a token an hour, and what renews it ninety days. */
const [CODE, TOKEN, REFRESH] = [60, 3_600, 7_776_000]

type Pair = { access: string; refresh: string; ends: number; before: Pair | null }

/** What an owner's permission gives an app: codes that work once, and tokens of an hour that are renewed. */
export class OwnerGrants {
  readonly #codes = new Map<string, number>()
  #pairs: Pair[] = []
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  code(): string {
    const code = randomBytes(16).toString('hex')
    this.#codes.set(code, this.#clock.now() + CODE * 1_000)
    return code
  }

  /** Null for a code that was used or is too old. */
  redeem(code: string) {
    const ends = this.#codes.get(code)
    this.#codes.delete(code)
    return ends !== undefined && ends > this.#clock.now() ? this.#give(null) : null
  }

  /** Null for one that is unknown, or whose successor was used. */
  renew(refresh: string) {
    const pair = this.#pairs.find(one => one.refresh === refresh)
    if (!pair) return null
    this.#use(pair)
    return this.#give(pair)
  }

  isValid(token: string | undefined): boolean {
    const pair = this.#pairs.find(({ access, ends }) => access === token && ends > this.#clock.now())
    if (pair) this.#use(pair)
    return pair !== undefined
  }

  /** The owner removes the app. */
  revoke(): void {
    this.#pairs = []
  }

  /** The tokens that let somebody in end now; what renews them stays. */
  expire(): void {
    for (const pair of this.#pairs) pair.ends = 0
  }

  /** With a successor in use, what came before it is gone, and so is every other successor. */
  #use(used: Pair): void {
    const { before } = used
    if (!before) return
    this.#pairs = this.#pairs.filter(one => one !== before && (one === used || one.before !== before))
    used.before = null
  }

  #give(before: Pair | null) {
    const [access, refresh] = ['shpat_', 'shprt_'].map(prefix => prefix + randomBytes(16).toString('hex'))
    const pair = { access: access ?? '', refresh: refresh ?? '', ends: this.#clock.now() + TOKEN * 1_000, before }
    this.#pairs.push(pair)
    return {
      ...{ access_token: pair.access, expires_in: TOKEN },
      ...{ refresh_token: pair.refresh, refresh_token_expires_in: REFRESH },
    }
  }
}

import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'
import { OwnerGrants } from './owner-grants.ts'

const DAY = 86_400

/** All that Waybill's app asks for. */
export const ALL_SCOPES = [
  'read_orders',
  'write_orders',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'read_third_party_fulfillment_orders',
  'write_third_party_fulfillment_orders',
  'write_fulfillments',
  'read_returns',
  'write_returns',
]

/** The app, as it is installed in the shop. */
export class App {
  readonly name = 'Waybill'
  readonly clientId = 'a1b2c3'
  clientSecret = 'shpss_north'
  readonly scopes = new Set(ALL_SCOPES)
  /** Whether it may see who the customers are. */
  seesCustomers = true
  /** Tokens, and when each ends, ms; null: never. */
  readonly tokens = new Map<string, number | null>()
  /** Where the app's settings at Shopify let owners come back to. */
  readonly redirects: string[] = []
  readonly owner: OwnerGrants
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
    this.owner = new OwnerGrants(clock)
  }

  /** As older stores made them by hand. */
  staticToken(): string {
    return this.#add('shpat_', null)
  }

  /** Of the client credentials grant. */
  dailyToken() {
    const access_token = this.#add('shpca_', this.#clock.now() + DAY * 1_000)
    return { access_token, scope: [...this.scopes].join(','), expires_in: DAY - 1 }
  }

  isValid(token: string | undefined): boolean {
    if (this.owner.isValid(token)) return true
    const ends = this.tokens.get(token ?? '')
    return ends === null || (ends !== undefined && ends > this.#clock.now())
  }

  #add(prefix: string, ends: number | null): string {
    const token = prefix + randomBytes(16).toString('hex')
    this.tokens.set(token, ends)
    return token
  }
}

/** The time at Shopify: the machine's own, and what a test lets pass on top. */
export class Clock {
  #ahead = 0

  now(): number {
    return Date.now() + this.#ahead
  }

  /** To the second, as Shopify writes all its times. */
  stamp(): string {
    return stampOf(this.now())
  }

  pass(ms: number): void {
    this.#ahead += ms
  }
}

export const stampOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** The first second of 2015, from which Discord counts. docs: reference, "Snowflakes". */
const EPOCH = 1_420_070_400_000n

export const SNOWFLAKE = /^(0|[1-9]\d{0,19})$/

/** Gives out ids as Discord does: the time in ms in the high bits, so that ids sort by age. */
export class Snowflakes {
  #now: () => number
  #last = 0n

  constructor(now: () => number) {
    this.#now = now
  }

  next(): string {
    const id = (BigInt(Math.floor(this.#now())) - EPOCH) << 22n
    this.#last = id > this.#last ? id : this.#last + 1n
    return String(this.#last)
  }
}

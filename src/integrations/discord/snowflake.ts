/** The first second of 2015, from which Discord counts. docs: reference, "Snowflakes". */
const EPOCH = 1_420_070_400_000

/** The lowest id that anything made at that time (ms since 1970) can have. */
export function snowflakeAt(time: number): string {
  return String(BigInt(Math.max(0, Math.floor(time) - EPOCH)) << 22n)
}

/** When something was made, ms since 1970. */
export function timeOf(snowflake: string): number {
  return Number(BigInt(snowflake) >> 22n) + EPOCH
}

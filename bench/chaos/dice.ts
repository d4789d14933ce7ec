/** Chance that comes out the same for the same seed (Park and Miller). */
export function openDice(seed: number) {
  let state = (Math.abs(seed) % 2_147_483_646) + 1
  /** A number from 0 up to, but not including, `below`. */
  const pick = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  return { pick, oneOf: <T>(all: readonly T[]): T => all[pick(all.length)] as T }
}
export type Dice = ReturnType<typeof openDice>

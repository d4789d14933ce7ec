/** How far a shop is with its set-up. */
export type FirstSteps = {
  /** Whether the sample shop is here. */
  sample: boolean
  /** How many stores and suppliers of its own it has. */
  stores: number
  suppliers: number
  /** Whether people sign in by name. */
  people: boolean
}

/** What needs doing first, for a start page such as Slack's App Home. */
export type Overview = {
  /** What presses, in words without a full stop: `3 late, 1 needs routing`, or that nothing does. */
  headline: string
  counts: readonly { label: string; value: number; urgent: boolean }[]
  /** The oldest open work, the most pressing first. `order` is the order's id, for buttons. */
  rows: readonly { order: string; number: string; state: string; supplier: string; since: Date; due: Date | null }[]
}

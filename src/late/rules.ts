import type { Events } from '../events.ts'

/** What may be noticed of a purchase order. */
export type LateRule = Events['late.noticed']['notices'][number]['rule']

/** What the clock knows of a purchase order: when it was sent, what is due when, and what was done. */
export type Milestones = {
  sentAt: Date | null
  acknowledgeBy: Date | null
  acknowledgedAt: Date | null
  shipBy: Date | null
  /** Every piece has a parcel. */
  shippedAt: Date | null
  /** No piece is still to be shipped: what nobody wants any more is not late, only asked about. */
  unwanted?: boolean
  /** The end of the promised day: see `promisedBy`. */
  promisedBy: Date | null
  /** Declined or cancelled. */
  endedAt: Date | null
  parcels: readonly { scanBy: Date | null; scannedAt: Date | null }[]
}

type Rule = {
  /** In a sentence about what fell due: `1042-A: not shipped`. */
  found: string
  /** What its due time is called. */
  due: string
  /** In a report that counts it. */
  counted: string
  /** It warns ahead: nothing is late by it yet. */
  warns?: true
  /** Its due time is the midnight that ends a day. */
  ofADay?: true
  /** The due times of what was not done; null where there is none. Pure. */
  open(milestones: Milestones): readonly (Date | null)[]
}

/** The rules of the clock: a further one is a line of events.ts, one here, and how find-late.ts asks for it. */
export const RULES: Readonly<Record<LateRule, Rule>> = {
  acknowledge: {
    found: 'not acknowledged',
    due: 'Acknowledge by',
    counted: 'Not acknowledged in time',
    open: ({ acknowledgeBy, acknowledgedAt, shippedAt, unwanted }) =>
      acknowledgedAt || shippedAt || unwanted ? [] : [acknowledgeBy],
  },
  ship_soon: {
    found: 'due soon',
    due: 'Ship by',
    counted: 'Ship-by coming',
    warns: true,
    open: ({ shipBy, shippedAt, unwanted }) => (shippedAt || unwanted ? [] : [shipBy]),
  },
  ship: {
    found: 'not shipped',
    due: 'Ship by',
    counted: 'Ship-by passed',
    open: ({ shipBy, shippedAt, unwanted }) => (shippedAt || unwanted ? [] : [shipBy]),
  },
  scan: {
    found: 'never scanned by the carrier',
    due: 'First scan by',
    counted: 'Parcel never scanned',
    open: ({ parcels }) => parcels.map(({ scanBy, scannedAt }) => (scannedAt ? null : scanBy)),
  },
  promised: {
    found: 'promised day missed',
    due: 'Promised for',
    counted: 'Promised day missed',
    ofADay: true,
    open: ({ promisedBy, shippedAt, unwanted }) => (shippedAt || unwanted ? [] : [promisedBy]),
  },
}

export const lateRules = Object.keys(RULES) as [LateRule, ...LateRule[]]

/** Whether something is late by it, not only due soon. */
export function isBreach({ rule }: { rule: LateRule }): boolean {
  return RULES[rule].warns !== true
}

/** The due times of a rule that nothing has ended, each once. Pure. */
export function openDues(rule: LateRule, milestones: Milestones): readonly Date[] {
  const times = RULES[rule].open(milestones).flatMap(at => (at ? [at.getTime()] : []))
  return [...new Set(times)].map(time => new Date(time))
}

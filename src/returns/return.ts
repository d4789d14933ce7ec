import { Refusal } from '../kernel/words/refusal.ts'

export type ReturnState =
  | 'requested'
  | 'approved'
  | 'on_its_way'
  | 'received'
  | 'inspected'
  | 'refunded'
  | 'credited'
  | 'closed'
  | 'declined'
  | 'withdrawn'

const open = ['approved', 'on_its_way', 'received', 'inspected', 'refunded', 'credited'] as const

/** Which states each move may start from, and where it leads. The whole life of a return. */
export const RETURN_MOVES = {
  approve: { from: ['requested'], to: 'approved' },
  decline: { from: ['requested'], to: 'declined' },
  withdraw: { from: ['requested', 'approved'], to: 'withdrawn' },
  /** Where to send it, which label, until when. */
  instruct: { from: ['approved', 'on_its_way'], to: null },
  post_back: { from: ['approved', 'on_its_way'], to: 'on_its_way' },
  receive: { from: ['approved', 'on_its_way'], to: 'received' },
  /** Inspecting it means that it was received. */
  inspect: { from: ['approved', 'on_its_way', 'received'], to: 'inspected' },
  /** Money may move before the parcel is back: the state follows once all before it is done. */
  expect: { from: ['requested', ...open], to: null },
  refund: { from: open, to: null },
  credit: { from: open, to: null },
  close: { from: ['requested', ...open], to: 'closed' },
} as const satisfies Record<string, { from: readonly ReturnState[]; to: ReturnState | null }>
export type ReturnMove = keyof typeof RETURN_MOVES

export type ReturnTimes = {
  approvedAt: Date | null
  declinedAt: Date | null
  withdrawnAt: Date | null
  postedAt: Date | null
  receivedAt: Date | null
  inspectedAt: Date | null
  /** All of the refund was paid. */
  refundedAt: Date | null
  /** All of the supplier's credit came. */
  creditedAt: Date | null
  closedAt: Date | null
}

/** The chain: each is reached only when all before it are. */
const CHAIN = [
  ['approvedAt', 'approved'],
  ['postedAt', 'on_its_way'],
  ['receivedAt', 'received'],
  ['inspectedAt', 'inspected'],
  ['refundedAt', 'refunded'],
  ['creditedAt', 'credited'],
] as const

/** A state is read from the times: an end first, else as far along the chain as it goes without a gap. */
export function returnState(times: ReturnTimes): ReturnState {
  if (times.declinedAt) return 'declined'
  if (times.withdrawnAt) return 'withdrawn'
  if (times.closedAt) return 'closed'
  const gap = CHAIN.findIndex(([time]) => !times[time])
  const reached = gap === -1 ? CHAIN.length : gap
  return CHAIN[reached - 1]?.[1] ?? 'requested'
}

export function canMoveReturn(times: ReturnTimes, move: ReturnMove): boolean {
  return (RETURN_MOVES[move].from as readonly ReturnState[]).includes(returnState(times))
}

/** What each state is called in a sentence. */
export const IS: Readonly<Record<ReturnState, string>> = {
  requested: 'waits for the supplier’s yes',
  approved: 'is approved, and nothing was sent back yet',
  on_its_way: 'is on its way back',
  received: 'was received already',
  inspected: 'was inspected already',
  refunded: 'was inspected and refunded already',
  credited: 'was refunded and credited already',
  closed: 'is closed',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
}

/** @throws Refusal that says what the return is instead, and who approved it where that is what it is. */
export function mustMoveReturn(number: string, times: ReturnTimes, move: ReturnMove, approvedBy?: string | null): void {
  if (canMoveReturn(times, move)) return
  const state = returnState(times)
  const by = state === 'approved' && approvedBy ? ` ${approvedBy} approved it.` : ''
  throw new Refusal(`${number} ${IS[state]}.${by}`)
}

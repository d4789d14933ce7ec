import { Refusal } from '../kernel/words/refusal.ts'

export type State = 'received' | 'with_supplier' | 'answered' | 'resolved'

/** Which states each move may start from, and where it leads. The whole life of a complaint. */
export const MOVES = {
  send: { from: ['received'], to: 'with_supplier' },
  /** The answer was not enough. */
  ask_again: { from: ['answered'], to: 'with_supplier' },
  answer: { from: ['with_supplier'], to: 'answered' },
  add_evidence: { from: ['received', 'with_supplier', 'answered'], to: null },
  resolve: { from: ['received', 'with_supplier', 'answered'], to: 'resolved' },
  /** Back to where it was. */
  reopen: { from: ['resolved'], to: null },
} as const satisfies Record<string, { from: readonly State[]; to: State | null }>
export type Move = keyof typeof MOVES

export type Times = { sentAt: Date | null; answeredAt: Date | null; resolvedAt: Date | null }
export type Standing = Times & { resolvedBy: string | null; answeredBy: string | null }

/** A state is read from the times, the last word first. */
export function stateOf(complaint: Times): State {
  if (complaint.resolvedAt) return 'resolved'
  if (complaint.answeredAt) return 'answered'
  return complaint.sentAt ? 'with_supplier' : 'received'
}

export function canMove(complaint: Times, move: Move): boolean {
  return (MOVES[move].from as readonly State[]).includes(stateOf(complaint))
}

/** @throws Refusal that says what the complaint is instead, and who made it so; not how it ended, as a supplier may be asking. */
export function mustMove(number: string, complaint: Standing, move: Move): void {
  if (!canMove(complaint, move)) throw new Refusal(`${number} ${isAlready(complaint, move)}.`)
}

function isAlready(complaint: Standing, move: Move): string {
  switch (stateOf(complaint)) {
    case 'received':
      return 'is not with the supplier yet'
    case 'with_supplier':
      return move === 'reopen' ? 'is open' : 'is with the supplier already'
    case 'answered':
      return move === 'reopen' ? 'is open' : `was answered already by ${complaint.answeredBy}`
    case 'resolved':
      return `was resolved already by ${complaint.resolvedBy}`
  }
}

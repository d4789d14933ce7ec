import { Refusal } from '../kernel/words/refusal.ts'

export type ComplaintState = 'received' | 'with_supplier' | 'answered' | 'resolved'

/** Which states each move may start from, and where it leads. The whole life of a complaint. */
export const COMPLAINT_MOVES = {
  send: { from: ['received'], to: 'with_supplier' },
  /** The answer was not enough. */
  ask_again: { from: ['answered'], to: 'with_supplier' },
  answer: { from: ['with_supplier'], to: 'answered' },
  add_evidence: { from: ['received', 'with_supplier', 'answered'], to: null },
  resolve: { from: ['received', 'with_supplier', 'answered'], to: 'resolved' },
  /** Back to where it was. */
  reopen: { from: ['resolved'], to: null },
} as const satisfies Record<string, { from: readonly ComplaintState[]; to: ComplaintState | null }>
export type ComplaintMove = keyof typeof COMPLAINT_MOVES

export type ComplaintTimes = { sentAt: Date | null; answeredAt: Date | null; resolvedAt: Date | null }
export type ComplaintHistory = ComplaintTimes & { resolvedBy: string | null; answeredBy: string | null }

/** A state is read from the times, the last word first. */
export function complaintState(complaint: ComplaintTimes): ComplaintState {
  if (complaint.resolvedAt) return 'resolved'
  if (complaint.answeredAt) return 'answered'
  return complaint.sentAt ? 'with_supplier' : 'received'
}

export function canMoveComplaint(complaint: ComplaintTimes, move: ComplaintMove): boolean {
  return (COMPLAINT_MOVES[move].from as readonly ComplaintState[]).includes(complaintState(complaint))
}

/** @throws Refusal that says what the complaint is instead, and who made it so; not how it ended, as a supplier may be asking. */
export function mustMoveComplaint(number: string, complaint: ComplaintHistory, move: ComplaintMove): void {
  if (!canMoveComplaint(complaint, move)) throw new Refusal(`${number} ${isAlready(complaint, move)}.`)
}

function isAlready(complaint: ComplaintHistory, move: ComplaintMove): string {
  switch (complaintState(complaint)) {
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

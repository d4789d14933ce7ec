import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RESOLUTIONS } from '../../src/cases/close-reason.ts'
import {
  COMPLAINT_MOVES,
  type ComplaintHistory,
  type ComplaintMove,
  type ComplaintState,
  canMoveComplaint,
  complaintState,
  mustMoveComplaint,
} from '../../src/complaints/complaint.ts'
import { type Resolution, resolutions, settle } from '../../src/complaints/resolution.ts'
import { refusalOf } from '../stage/refusal.ts'

const at = new Date(0)
const opened: ComplaintHistory = {
  sentAt: null,
  answeredAt: null,
  answeredBy: 'Mei',
  resolvedAt: null,
  resolvedBy: 'Sam',
}
const TIMES = { with_supplier: 'sentAt', answered: 'answeredAt', resolved: 'resolvedAt' } as const

/** What a verb does: asks whether it may, then writes the times. */
function move(complaint: ComplaintHistory, name: ComplaintMove): ComplaintHistory {
  if (!canMoveComplaint(complaint, name)) return complaint
  if (name === 'reopen') return { ...complaint, resolvedAt: null }
  if (name === 'ask_again') return { ...complaint, answeredAt: null }
  const { to } = COMPLAINT_MOVES[name]
  return to ? { ...complaint, [TIMES[to]]: at } : complaint
}

const moves = Object.keys(COMPLAINT_MOVES) as ComplaintMove[]
const walks = fc.array(fc.constantFrom(...moves), { maxLength: 30 })

test('a complaint takes only the steps of its table, and a resolved one only reopens', () => {
  fc.assert(
    fc.property(walks, walk => {
      let complaint = opened
      for (const name of walk) {
        const before = complaintState(complaint)
        complaint = move(complaint, name)
        const { from, to } = COMPLAINT_MOVES[name] as { from: readonly ComplaintState[]; to: ComplaintState | null }
        if (!from.includes(before) || (to === null && name !== 'reopen')) expect(complaintState(complaint)).toBe(before)
        else if (to) expect(complaintState(complaint)).toBe(to)
        if (before === 'resolved' && name !== 'reopen') expect(complaintState(complaint)).toBe('resolved')
      }
    }),
  )
})

test('reopening brings a complaint back to where it was before it was resolved', () => {
  fc.assert(
    fc.property(walks, walk => {
      const complaint = walk.reduce(move, opened)
      if (complaintState(complaint) === 'resolved') return
      expect(complaintState(move(move(complaint, 'resolve'), 'reopen'))).toBe(complaintState(complaint))
    }),
  )
})

test('who comes too late is told what the complaint is and who made it so', () => {
  const says = (times: Partial<ComplaintHistory>, name: ComplaintMove) =>
    refusalOf(() => mustMoveComplaint('C12', { ...opened, ...times }, name))
  expect(says({ sentAt: at }, 'send')).toBe('C12 is with the supplier already.')
  expect(says({}, 'answer')).toBe('C12 is not with the supplier yet.')
  expect(says({ sentAt: at, answeredAt: at }, 'answer')).toBe('C12 was answered already by Mei.')
  expect(says({ resolvedAt: at }, 'resolve')).toBe('C12 was resolved already by Sam.')
  expect(says({ sentAt: at }, 'reopen')).toBe('C12 is open.')
  expect(says({ sentAt: at }, 'answer')).toBe('not refused')
})

const eur = (minor: number) => ({ currency: 'EUR', minor })
const resolve = (resolution: Resolution, amount: ReturnType<typeof eur> | null, left = 8_900) =>
  settle(resolution, amount, eur(4_450), { ...eur(left), doubt: null })

test('a refund without an amount is what was paid for the pieces', () => {
  expect(resolve('refund', null)).toEqual({ refund: eur(4_450), credit: null })
  expect(resolve('refund', eur(1_000))).toEqual({ refund: eur(1_000), credit: null })
})

test('nothing is refunded beyond what was paid, in no other currency, and not twice', () => {
  expect(refusalOf(() => resolve('refund', eur(8_901)))).toBe(
    'Only EUR 89.00 of this order is left to refund, not EUR 89.01.',
  )
  expect(refusalOf(() => resolve('refund', null, 0))).toBe('Everything paid for this order has already been refunded.')
  expect(refusalOf(() => resolve('refund', { currency: 'USD', minor: 100 }))).toBe(
    'The customer paid in EUR. Refund in EUR.',
  )
  fc.assert(
    fc.property(fc.constantFrom(...resolutions), fc.option(fc.integer()), fc.nat(), (resolution, minor, left) => {
      try {
        const { refund } = resolve(resolution, minor === null ? null : eur(minor), left)
        if (refund) expect(refund.minor > 0 && refund.minor <= left).toBe(true)
      } catch (error) {
        expect(error).toHaveProperty('name', 'Refusal')
      }
    }),
  )
})

test('each resolution wants an amount or none, and says so', () => {
  expect(refusalOf(() => resolve('partial_refund', null))).toContain('How much is refunded?')
  expect(refusalOf(() => resolve('partial_refund', eur(4_450)))).toContain('Choose Refund instead')
  expect(refusalOf(() => resolve('supplier_credit', null))).toContain('How much does the supplier credit?')
  expect(resolve('supplier_credit', { currency: 'CNY', minor: 9_900 })).toEqual({
    refund: null,
    credit: { currency: 'CNY', minor: 9_900 },
  })
  for (const resolution of ['replacement', 'explained', 'withdrawn'] as const) {
    expect(resolve(resolution, null)).toEqual({ refund: null, credit: null })
    expect(refusalOf(() => resolve(resolution, eur(1)))).toBe(
      `${RESOLUTIONS[resolution]} moves no money. Leave the amount empty.`,
    )
  }
  expect(refusalOf(() => resolve('refund', eur(0)))).toContain('above zero')
})

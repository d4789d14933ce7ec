import { and, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import type { Actor } from '../kernel/shapes/actor.ts'
import { cases } from './tables.ts'

/** Which open cases, and what the list is called. */
export const LISTS = {
  all: 'Open cases',
  mine: 'Your cases',
  unowned: 'Cases without an owner',
  supplier: 'Cases waiting for a supplier',
  us: 'Cases waiting for us',
  overdue: 'Cases whose answer is overdue',
  credits: 'Credits still owed',
} as const
export const caseLists = Object.keys(LISTS) as [keyof typeof LISTS, ...(keyof typeof LISTS)[]]

type Which = (typeof caseLists)[number]

/** The open cases of a list. What counts some of them asks here as well. */
export function listedCases(which: Which, actor: Actor, now: Date): SQL | undefined {
  return and(isNull(cases.closedAt), narrowed(which, actor, now))
}

function narrowed(which: Which, actor: Actor, now: Date): SQL | undefined {
  switch (which) {
    case 'all':
    case 'credits':
      return undefined
    case 'mine':
      return actor.side === 'staff' ? and(eq(cases.ownerChat, actor.chat), eq(cases.ownerUser, actor.user)) : undefined
    case 'unowned':
      return isNull(cases.ownerUser)
    case 'supplier':
      return and(eq(cases.waitingFor, 'supplier'), isNull(cases.answeredAt))
    case 'us':
      return eq(cases.waitingFor, 'staff')
    case 'overdue':
      // Somebody was reminded already, or is about to be.
      return and(
        isNull(cases.answeredAt),
        isNull(cases.snoozedUntil),
        or(gt(cases.remindersSent, 0), lte(cases.nextAt, now)),
      )
  }
}

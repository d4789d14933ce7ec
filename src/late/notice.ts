import { type Calendar, workingHoursBack } from '../suppliers/calendar.ts'
import { isBreach, type LateRule, lateRules, type Milestones, openDues } from './rules.ts'

/** Something to notify about a purchase order, once per rule and `dueAt`. */
export type Notice = {
  rule: LateRule
  /** What names it: the due time that passes; for `ship_soon` the moment of the warning. */
  dueAt: Date
  /** When to say it: when it falls due, but never before the purchase order was sent. */
  at: Date
  /** How many working hours ahead of `shipBy` a `ship_soon` warns; null for a breach. */
  hours: number | null
}

/** How many of the supplier's working hours ahead of its ship-by it is warned. */
export const WARN_AHEAD = [24, 12, 4] as const

/**
 * All notices about a purchase order if nothing more happened to it, in the order of `at`.
 * A warning falls away where the allowance is no longer than it reaches ahead; a breach is announced at the due time
 * itself.
 * @param calendar the supplier's, by which the hours of a warning count
 */
export function noticesOf(milestones: Milestones, calendar: Calendar): readonly Notice[] {
  const { sentAt } = milestones
  if (!sentAt || milestones.endedAt) return []
  const breaches = dues(milestones).map(({ rule, dueAt }) => ({ rule, dueAt, at: later(dueAt, sentAt), hours: null }))
  return [...warnings(milestones, calendar), ...breaches].sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Whether it is still true when its moment comes: what was done, ended or newly promised meanwhile is left out. */
export function isStillLate({ rule, dueAt }: Pick<Notice, 'rule' | 'dueAt'>, milestones: Milestones): boolean {
  if (!milestones.sentAt || milestones.endedAt) return false
  if (!isBreach({ rule })) return openDues(rule, milestones).some(end => dueAt < end)
  return dues(milestones).some(due => due.rule === rule && due.dueAt.getTime() === dueAt.getTime())
}

/**
 * What is due now and was not announced before: of `noticesOf`, what is due by `now`.
 * Of warnings that fell due while nobody looked only the last is sent, and none once the ship-by itself has passed.
 */
export function dueNotices(milestones: Milestones, calendar: Calendar, now: Date): readonly Notice[] {
  const due = noticesOf(milestones, calendar).filter(notice => notice.at <= now)
  const warning = due.findLast(notice => !isBreach(notice))
  const over = milestones.shipBy !== null && milestones.shipBy <= now
  return due.filter(notice => isBreach(notice) || (notice === warning && !over))
}

/** The first notice after an instant: when the clock has to look again; null for never, if nothing more happens. */
export function nextNotice(milestones: Milestones, calendar: Calendar, after: Date): Notice | null {
  return noticesOf(milestones, calendar).find(notice => notice.at > after) ?? null
}

/** Whether something that was due by now is still not done: the due time itself is late already. */
export function isLate(milestones: Milestones, now: Date): boolean {
  if (!milestones.sentAt || milestones.endedAt) return false
  return dues(milestones).some(({ dueAt }) => dueAt <= now)
}

/** What is due and not done yet, each due time of a rule once; nothing is late by a warning. */
function dues(milestones: Milestones): readonly Pick<Notice, 'rule' | 'dueAt'>[] {
  const breaches = lateRules.filter(rule => isBreach({ rule }))
  return breaches.flatMap(rule => openDues(rule, milestones).map(dueAt => ({ rule, dueAt })))
}

function warnings(milestones: Milestones, calendar: Calendar): readonly Notice[] {
  const [shipBy] = openDues('ship_soon', milestones)
  const { sentAt } = milestones
  if (!sentAt || !shipBy) return []
  return WARN_AHEAD.flatMap(hours => {
    const at = workingHoursBack(calendar, shipBy, hours)
    return at > sentAt ? [{ rule: 'ship_soon' as const, dueAt: at, at, hours }] : []
  })
}

function later(a: Date, b: Date): Date {
  return a < b ? b : a
}

import { isBreach, type LateRule, lateRules } from '../late/rules.ts'
import { verdictOf } from '../late/verdict.ts'
import type { Calendar } from '../suppliers/calendar.ts'
import { dayOf } from '../suppliers/wall-clock.ts'
import type { History, PastOrder } from './history.ts'
import { replay, type Told } from './replay.ts'
import { type Message, messagesOf, nameOf, type RehearsedRoom } from './rooms.ts'
import { type Score, scoresOf } from './scores.ts'
import { type Spread, spreadOf } from './spread.ts'
import { type Transits, transitsOf } from './transit.ts'

/** A rule, and for warnings how many working hours ahead. */
export type RuleCount = { rule: LateRule; hours: number | null; alerts: number }

/** What one kind of room would have got. Days are those of the calendar's zone, since 1970-01-01. */
export type RoomFigures = {
  kind: RehearsedRoom['kind']
  rooms: number
  alerts: number
  /** Each pings once; what is redrawn pings nobody. */
  messages: number
  digests: number
  /** Over the days on which a room got anything. */
  messagesADay: Spread
  worst: { room: RehearsedRoom; day: number; messages: number; alerts: number } | null
}

export type Figures = {
  history: History
  all: Score
  suppliers: readonly (Score & { supplier: string })[]
  rules: readonly RuleCount[]
  rooms: readonly RoomFigures[]
  /** Of the orders whose ship-by passed, how many their supplier had been warned of before. */
  breaches: number
  warnedFirst: number
  /** Of the orders that were warned of, how many shipped in time after all. */
  warned: number
  warnedInTime: number
  impossible: Impossible
  transits: Transits
  told: readonly Told[]
  messages: readonly Message[]
}

/** Orders whose dates cannot be true: they shipped, or had to, before their supplier was asked. */
export type Impossible = { shipped: number; due: number }

/** Replays a history and counts what was said. */
export function figuresOf(history: History, calendar: Calendar): Figures {
  const told = replay(history, calendar)
  const messages = messagesOf(told, calendar.zone)
  return {
    history,
    ...scoresOf(history),
    rules: rulesOf(told),
    rooms: (['supplier', 'alerts'] as const).map(kind => roomFigures(kind, messages, calendar.zone)),
    ...warningsOf(told, history.until),
    impossible: impossibleOf(history.orders),
    transits: transitsOf(history.orders),
    told,
    messages,
  }
}

function impossibleOf(orders: readonly PastOrder[]): Impossible {
  const before = (which: 'shippedAt' | 'shipBy') =>
    orders.filter(({ standing: { sentAt, [which]: moment } }) => sentAt && moment && moment < sentAt).length
  return { shipped: before('shippedAt'), due: before('shipBy') }
}

function rulesOf(told: readonly Told[]): readonly RuleCount[] {
  const counts = new Map<string, RuleCount>()
  for (const {
    notice: { rule, hours },
  } of told) {
    const key = `${rule} ${hours}`
    counts.set(key, { rule, hours, alerts: (counts.get(key)?.alerts ?? 0) + 1 })
  }
  return [...counts.values()].sort(
    (a, b) => lateRules.indexOf(a.rule) - lateRules.indexOf(b.rule) || (b.hours ?? 0) - (a.hours ?? 0),
  )
}

function warningsOf(told: readonly Told[], until: Date) {
  const warned = new Set<PastOrder>()
  const breached = new Set<PastOrder>()
  const warnedFirst = new Set<PastOrder>()
  for (const { of, notice } of told) {
    if (!isBreach(notice)) warned.add(of)
    if (notice.rule !== 'ship') continue
    breached.add(of)
    if (warned.has(of)) warnedFirst.add(of)
  }
  const inTime = [...warned].filter(({ standing }) => verdictOf(standing, until) === 'on time')
  return { breaches: breached.size, warnedFirst: warnedFirst.size, warned: warned.size, warnedInTime: inTime.length }
}

function roomFigures(kind: RehearsedRoom['kind'], all: readonly Message[], zone: string): RoomFigures {
  const messages = all.filter(({ room }) => room.kind === kind)
  const days = Map.groupBy(messages, ({ room, at }) => `${dayOf(zone, at.getTime())} ${nameOf(room)}`)
  const each = [...days.values()].map(own => ({ own, messages: own.length, alerts: sum(own) }))
  const [worst] = each.toSorted((a, b) => b.messages - a.messages || b.alerts - a.alerts)
  const [first] = worst?.own ?? []
  return {
    kind,
    rooms: new Set(messages.map(({ room }) => nameOf(room))).size,
    alerts: sum(messages),
    messages: messages.length,
    digests: messages.filter(({ as }) => as === 'digest').length,
    messagesADay: spreadOf(each.map(day => day.messages)),
    worst:
      worst && first
        ? { room: first.room, day: dayOf(zone, first.at.getTime()), messages: worst.messages, alerts: worst.alerts }
        : null,
  }
}

const sum = (messages: readonly Message[]) => messages.reduce((total, { alerts }) => total + alerts, 0)

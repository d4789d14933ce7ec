import { format, place } from '../kernel/words/zoned.ts'

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const LOCAL = { day: 'numeric', month: 'short', ...TIME } as const
const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

/** `2026-11-25 14:03 UTC`: a paper is read anywhere. */
export function inUtc(at: Date): string {
  return `${dayInUtc(at)} ${timeInUtc(at)}`
}

/** `14:03 UTC` */
export function timeInUtc(at: Date): string {
  return `${at.toISOString().slice(11, 16)} UTC`
}

/** `2026-11-25` */
export function dayInUtc(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** `Wednesday 25 November 2026` */
export function longDay(at: Date): string {
  return format(at, DAY, 'UTC') ?? dayInUtc(at)
}

/** `25 Nov, 15:03, Stockholm time`; null where the shop lives by UTC. */
export function inShop(at: Date, zone: string): string | null {
  const local = isUtc(zone) ? null : format(at, LOCAL, zone)
  return local && `${local}, ${place(zone)}`
}

/** The same under a heading that names the day: `15:03 Stockholm time`, with its day where that is another one there. */
export function timeInShop(at: Date, zone: string): string | null {
  if (isUtc(zone)) return null
  const sameDay = format(at, DAY, zone) === longDay(at)
  return sameDay ? `${format(at, TIME, zone)} ${place(zone)}` : inShop(at, zone)
}

const isUtc = (zone: string) => /^(Etc\/)?(UTC|GMT)$/.test(zone)

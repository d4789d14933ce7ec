import { tzOffset } from '@date-fns/tz'
import type { Rehearsal } from '../../rehearsal.ts'
import type { ReportChart } from '../draw.ts'

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const FROM_MONDAY = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** When messages ping in suppliers' rooms, by weekday and hour of the calendar's zone: the fuller, the darker. */
export function timesChart({ messages, agreed }: Rehearsal, width: number): ReportChart {
  const counts = new Map<string, number>()
  for (const { room, at } of messages) {
    if (room.kind !== 'supplier') continue
    const there = new Date(at.getTime() + tzOffset(agreed.calendar.zone, at) * 60_000)
    const key = `${WEEKDAYS[there.getUTCDay()]} ${there.getUTCHours()}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const values = FROM_MONDAY.flatMap(weekday =>
    Array.from({ length: 24 }, (_, hour) => ({ weekday, hour, messages: counts.get(`${weekday} ${hour}`) ?? 0 })),
  )
  return {
    data: { values },
    height: FROM_MONDAY.length * (width > 500 ? 24 : 20),
    mark: { type: 'rect', cornerRadius: 2, color: 'var(--accent)', stroke: 'var(--paper)', strokeWidth: 2 },
    encoding: {
      x: {
        field: 'hour',
        type: 'ordinal',
        title: 'hour of the day',
        axis: { labelAngle: 0, values: [0, 3, 6, 9, 12, 15, 18, 21] },
      },
      y: { field: 'weekday', type: 'ordinal', sort: FROM_MONDAY, title: null },
      fillOpacity: { field: 'messages', type: 'quantitative', scale: { range: [0.06, 1] }, legend: null },
    },
  }
}

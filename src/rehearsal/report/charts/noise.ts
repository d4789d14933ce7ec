import { DAY, dayOf } from '../../../suppliers/wall-clock.ts'
import type { Rehearsal } from '../../rehearsal.ts'
import type { ReportChart } from '../draw.ts'
import { dayInWords } from '../words.ts'

/** The alerts room day by day: what fell due, and the messages it came in. */
export function noiseChart({ messages, rooms, agreed }: Rehearsal, width: number): ReportChart {
  const days = new Map<number, { alerts: number; messages: number }>()
  for (const { room, at, alerts } of messages) {
    if (room.kind !== 'alerts') continue
    const day = dayOf(agreed.calendar.zone, at.getTime())
    const so = days.get(day) ?? { alerts: 0, messages: 0 }
    days.set(day, { alerts: so.alerts + alerts, messages: so.messages + 1 })
  }
  const label = { alerts: 'alerts', messages: 'messages' }
  const values = [...days].flatMap(([day, of]) => [
    { day: day * DAY, label: label.alerts, count: of.alerts },
    { day: day * DAY, label: label.messages, count: of.messages },
  ])
  const worst = rooms.find(({ kind }) => kind === 'alerts')?.worst
  const x = {
    field: 'day',
    type: 'temporal',
    timeUnit: 'utcyearmonthdate',
    title: null,
    axis: { format: '%b %Y' },
  } as const
  const last = Math.max(...days.keys())
  const first = Math.min(...days.keys())
  const right = worst ? worst.day - first > (last - first) / 2 : false
  return {
    height: 200,
    layer: [
      {
        data: { values },
        mark: { type: 'bar', width: Math.max(1, (width - 60) / Math.max(1, last - first + 1)) },
        encoding: {
          x,
          y: { field: 'count', type: 'quantitative', stack: null, title: 'a day', axis: { tickCount: 4 } },
          color: {
            field: 'label',
            type: 'nominal',
            scale: { domain: [label.alerts, label.messages], range: ['var(--ghost)', 'var(--accent)'] },
          },
        },
      },
      {
        data: { values: worst ? [{ day: worst.day * DAY, count: worst.alerts, text: dayInWords(worst.day) }] : [] },
        mark: { type: 'text', align: right ? 'right' : 'left', dx: right ? -8 : 8, dy: 4 },
        encoding: { x, y: { field: 'count', type: 'quantitative' }, text: { field: 'text' } },
      },
    ],
  }
}

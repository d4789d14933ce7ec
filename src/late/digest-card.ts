import type { Button, Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { format, place } from '../kernel/words/zoned.ts'
import type { DigestRow, DigestView } from './digest-view.ts'
import { lateWords } from './words.ts'

const SHAPE = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** One card for what fell due in a room within an hour, instead of a card each. Posted once; as more falls due it is redrawn. */
export function lateDigestCard(digest: DigestView): Card {
  const { supplierId, all, left, rows } = digest
  const more = all > rows.length ? `, and ${all - rows.length} more` : ''
  const answers: Button = {
    label: supplierId ? 'Answer one' : 'Look at one',
    command: 'late.show',
    input: { kind: 'late' },
    asks: ['case'],
    style: 'primary',
  }
  return {
    audience: supplierId ? { supplierId } : 'staff',
    tone: left > 0 ? 'bad' : 'good',
    title: `${count(all, 'purchase order')} fell due within the hour`,
    summary:
      left > 0
        ? `${left} of ${all} still ${left === 1 ? 'wants' : 'want'} an answer${more}.`
        : 'All of them are answered.',
    lines: rows.map(row => ({
      text: `${row.number} · ${lateWords(row.rules.map(rule => ({ rule, dueAt: row.dueAt })))}`,
      detail: [...(supplierId ? [] : [row.supplier]), `since ${dueWords(row)}`].join(' · '),
      done: row.answered,
    })),
    buttons: [
      ...(left > 0 ? [answers] : []),
      ...(more ? [{ label: 'Show all', command: 'late.list', input: {} }] : []),
    ],
    context: ['From ', { at: digest.windowAt.toISOString(), ...(rows[0] && supplierId && { zone: rows[0].zone }) }],
  }
}

/** `2 Nov, 18:00 (Shanghai time)` */
function dueWords({ dueAt, zone }: DigestRow): string {
  return `${format(dueAt, SHAPE, zone)} (${place(zone)})`
}

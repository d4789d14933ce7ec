import type { Button, Card, Tone } from './card.ts'

type Preview = {
  title: string
  summary: string
  affects: readonly string[]
  presses: readonly Button[]
  tone?: Tone
}

/** What something would do, before it is done: each of its buttons does it. @param affects a sentence each */
export function previewCard({ title, summary, affects, presses, tone = 'waiting' }: Preview): Card {
  return {
    audience: 'staff',
    tone,
    title,
    summary,
    lines: affects.map(text => ({ text })),
    buttons: presses,
    context: 'Nothing has changed yet.',
  }
}

import type { Button, Card } from './card.ts'

type Preview = { title: string; summary: string; affects: readonly string[]; press: Button }

/** What something would do, before it is done: its one button does it. @param affects a sentence each */
export function previewCard({ title, summary, affects, press }: Preview): Card {
  return {
    audience: 'staff',
    tone: 'waiting',
    title,
    summary,
    lines: affects.map(text => ({ text })),
    buttons: [press],
    context: 'Nothing has changed yet.',
  }
}

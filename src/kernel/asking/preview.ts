import { z } from 'zod'
import { previewCard } from '../shapes/preview-card.ts'
import type { Outcome } from './command.ts'

/** Said by the button of a preview alone: its presser read what it affects. */
export const sure = z.literal('yes').optional()

type Previewed = {
  title: string
  summary: string
  affects: readonly string[]
  /** What its button says, and what it asks again. */
  label: string
  command: string
  input: Record<string, unknown>
  style?: 'primary' | 'danger'
}

/** Answers with what a command would do; its button asks for it again, sure this time. */
export function preview({ label, command, input, style = 'danger', ...says }: Previewed): Outcome {
  const press = { label, command, input: { ...input, sure: 'yes' }, style }
  return { text: says.summary, card: previewCard({ ...says, presses: [press] }) }
}

import { z } from 'zod'
import type { Arg } from '../kernel/asking/command.ts'

/** How lists of orders and of purchase orders are sorted. */
export const sortChoices = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
] as const

export const SortOrder = z.enum(sortChoices.map(({ value }) => value)).default('newest')

export const sortArg: Arg = {
  kind: 'choice',
  label: 'Order',
  help: 'newest if empty.',
  named: true,
  choices: sortChoices,
}

import { z } from 'zod'
import type { Arg } from '../kernel/asking/command.ts'

/** Says that the money was given back already, by people in the store’s admin: it is only recorded. */
export const ByHand = z.enum(['yes']).optional()

export const byHandArg: Arg = {
  kind: 'choice',
  label: 'Already refunded by hand',
  help: 'Waybill only records it then.',
  choices: [{ value: 'yes', label: 'Yes, only record it' }],
  named: true,
  lowPriority: true,
}

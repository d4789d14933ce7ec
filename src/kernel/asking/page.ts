import { z } from 'zod'
import type { Button } from '../shapes/card.ts'

/** Which page of a list: the first where none is named. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1)
/** The same as an argument of a command. */
export const pageArg = { kind: 'number', label: 'Page', help: 'The first if empty.', named: true } as const

/** The buttons that turn the pages of a list: its command with the same input, and another page. Pure. */
export function pageButtons(
  { command, input }: Pick<Button, 'command' | 'input'>,
  { page, isMore }: { page: number; isMore: boolean },
): readonly Button[] {
  const turn = (label: string, to: number): Button => ({ label, command, input: { ...input, page: String(to) } })
  return [...(isMore ? [turn('Next', page + 1)] : []), ...(page > 1 ? [turn('Back', page - 1)] : [])]
}

import type { Button } from '../kernel/shapes/card.ts'

/** The buttons that turn the pages of a list: its command with the same input, and another page. Pure. */
export function pageButtons(
  { command, input }: Pick<Button, 'command' | 'input'>,
  { page, isMore }: { page: number; isMore: boolean },
): readonly Button[] {
  const turn = (label: string, to: number): Button => ({ label, command, input: { ...input, page: String(to) } })
  return [...(isMore ? [turn('Next', page + 1)] : []), ...(page > 1 ? [turn('Back', page - 1)] : [])]
}

/** The rows of a statement of our own text, whichever driver answered: as the database names and formats them. */
export function rowsOf(answered: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(answered) ? answered : ((answered as { rows: Record<string, unknown>[] }).rows ?? [])
}

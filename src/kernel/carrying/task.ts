/** A task that is being done. */
export type Work = {
  subject: string
  /** How often it was tried before. */
  attempt: number
  /** Asked right before anything is written outside. @throws when another process may be doing this task by now. */
  mustHold(): void
  signal: AbortSignal
}

/** A task that people should know of: it has failed for long, or for good. */
export type TaskTrouble = { subject: string; why: string; since: Date; isFinal: boolean }

/**
 * Something that is owed to an outside system. It is done at least once, so it reads before it writes, or sends what the
 * other side knows by its id.
 */
export type TaskKind = {
  /**
   * Does it.
   * @throws Later to rest its whole queue, which counts as no failure. A `Refusal` or an `Unsure`, whose sentence people
   * will read, and anything else are tried again after a pause.
   */
  run(work: Work): Promise<void>
  /** After how long each failure is tried again, ms; the last for ever, unless it `givesUp`. */
  pauses?: readonly number[]
  /** Whether it is given up when the pauses run out. */
  givesUp?: true
  /** After how long of failing or being put off `report` is called, ms, once. */
  reportAfter?: number
  report?(trouble: TaskTrouble): Promise<void>
}

const [SECOND, MINUTE] = [1_000, 60_000]
/** Soon at first, for what passes by itself; then as often as a person would look. */
export const PAUSES = [2 * SECOND, 10 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE]

/** How long after a failure it is tried again, ms; null when it is given up. Pure. */
export function pauseAfter({ pauses = PAUSES, givesUp }: TaskKind, failures: number): number | null {
  const pause = pauses[failures - 1]
  if (pause !== undefined) return pause
  return givesUp ? null : (pauses.at(-1) ?? null)
}

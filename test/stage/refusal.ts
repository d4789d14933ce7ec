import { Refusal } from '../../src/kernel/words/refusal.ts'

/** The sentence with which something is refused. */
export function refusalOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return 'not refused'
}

/** What Shopify does not do, and says in `userErrors`; most have no code. */
export class Wrong extends Error {
  readonly field: readonly string[] | null
  readonly code: string | null
  constructor(message: string, field: readonly string[] | null = null, code: string | null = null) {
    super(message)
    this.field = field
    this.code = code
  }
}

type Payload = Record<string, unknown>

/** What a mutation answers: what it did, or `userErrors`, never both. `errors` where they are called otherwise. */
export function answer(act: () => Payload, errors = 'userErrors'): Payload {
  try {
    return { ...act(), [errors]: [] }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { [errors]: [{ field: error.field, message: error.message, code: error.code }] }
  }
}

/** The one that is meant. */
export function existing<T>(
  found: T | undefined | null,
  message: string,
  field: string[] | null = null,
  code = 'NOT_FOUND',
): T {
  if (!found) throw new Wrong(message, field, code)
  return found
}

/**
 * Understood and refused, in words. The sentence says what was wrong and what to do;
 * it is shown privately to the person who asked. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name: string = 'Refusal'
  /** The form field the sentence belongs to, when there is one. */
  readonly field: string | undefined

  constructor(sentence: string, field?: string) {
    super(sentence)
    this.field = field
  }
}

/** What was named is not here, or not for who asks: nobody learns which. */
export class NotHere extends Refusal {
  override readonly name: string = 'NotHere'
}

/** What was written is about another version than the one that is here now. */
export class StaleVersion extends Refusal {
  override readonly name: string = 'StaleVersion'
}

/** What another system understood and refused, in its own words: asked the same again, it refuses again. */
export class RefusedThere extends Refusal {
  override readonly name: string = 'RefusedThere'
}

/** What some work comes to, or how it is refused: where one of many that is refused must not keep out the rest. */
export function orRefusal<T>(work: () => T): T | Refusal {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Those of many that were not refused. */
export function notRefused<T>(all: readonly (T | Refusal)[]): T[] {
  return all.filter((one): one is T => !(one instanceof Refusal))
}

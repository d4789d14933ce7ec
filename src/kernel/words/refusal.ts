/**
 * Understood and refused, in words. The sentence says what was wrong and what to do;
 * it is shown privately to the person who asked. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** The form field the sentence belongs to, when there is one. */
  readonly field: string | undefined

  constructor(sentence: string, field?: string) {
    super(sentence)
    this.field = field
  }
}

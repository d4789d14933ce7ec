import { RefusedThere } from '../../../kernel/words/refusal.ts'

/** What Shopify says about an input; most have no code, so that only reading the store again tells what is the matter. */
export type UserError = { field: readonly string[] | null; message: string; code?: string | null }

/** Shopify understood and did nothing. */
export class Declined extends RefusedThere {
  override readonly name = 'Declined'
  readonly errors: readonly UserError[]

  constructor(errors: readonly UserError[]) {
    super(errors.map(({ message }) => message).join(' '))
    this.errors = errors
  }

  has(code: string): boolean {
    return this.errors.some(error => error.code === code)
  }
}

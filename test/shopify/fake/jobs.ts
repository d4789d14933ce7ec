import type { Ids } from './ids.ts'

/** Work that Shopify does later: it is done at the second look. */
export class Job {
  readonly id: string
  readonly #work: () => void
  #looks = 0
  #isDone = false

  constructor(ids: Ids, work: () => void) {
    this.id = ids.next('Job')
    this.#work = work
  }

  get done(): boolean {
    this.#looks += 1
    if (this.#looks > 1) this.finish()
    return this.#isDone
  }

  finish(): void {
    if (!this.#isDone) this.#work()
    this.#isDone = true
  }
}

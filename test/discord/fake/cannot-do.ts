/** A person tried what Discord's client would not let them do: a disabled button, a channel they do not see. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo'

  constructor(what: string) {
    super(`Nobody could ${what}`)
  }
}

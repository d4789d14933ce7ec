/** What goes wrong with one call. `reply lost`: it was done, and nobody hears of it. */
export type Fault =
  | 'request lost'
  | 'reply lost'
  | 'throttled'
  | { status: number; body: string; type?: string; done?: boolean }

/** Moments of a call: it has come in, it was carried out and its reply not sent, its reply has left. */
export type Moment = 'come in' | 'done' | 'answered'

/** What a test has ordered to go wrong, by the field at the root of a call; `*` for any. */
export class Faults {
  #ordered: { field: string; fault: Fault }[] = []
  #before: { field: string; act: () => void }[] = []
  /** Asked for every call that nothing was ordered for. */
  chance: (fields: readonly string[]) => Fault | null = () => null

  /** Hears of each moment of every call, which goes on once it is through with that. */
  at: (moment: Moment, fields: readonly string[]) => Promise<void> | void = () => {}

  next(field: string, fault: Fault, times = 1): void {
    for (let time = 0; time < times; time++) this.#ordered.push({ field, fault })
  }

  /** Something happens in the shop right before the next call of a field. */
  before(field: string, act: () => void): void {
    this.#before.push({ field, act })
  }

  take(fields: readonly string[]): Fault | null {
    const act = takeFirst(this.#before, fields)
    act?.act()
    return takeFirst(this.#ordered, fields)?.fault ?? this.chance(fields)
  }
}

function takeFirst<T extends { field: string }>(ordered: T[], fields: readonly string[]): T | null {
  const at = ordered.findIndex(({ field }) => field === '*' || fields.includes(field))
  return at < 0 ? null : (ordered.splice(at, 1)[0] ?? null)
}

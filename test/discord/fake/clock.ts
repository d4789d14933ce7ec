type Alarm = { at: number; run: () => void; timer: NodeJS.Timeout }

/** The longest wait that a timer of Node can hold, ms. */
const LONGEST = 2 ** 31 - 1

/** The fake's own time: real time, plus what a test has skipped. Whatever expires here asks it. */
export class Clock {
  #skipped = 0
  #alarms = new Set<Alarm>()

  now(): number {
    return Date.now() + this.#skipped
  }

  /** Lets hours pass at once; all that was due in them happens, in order. */
  skip(ms: number): void {
    const until = this.now() + ms
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#skipped += Math.max(0, next.at - this.now())
      this.#ring(next)
    }
    this.#skipped += Math.max(0, until - this.now())
    for (const alarm of this.#alarms) this.#set(alarm)
  }

  /** Does something later; answers how to call it off. */
  after(ms: number, run: () => void): () => void {
    const alarm = { at: this.now() + ms, run, timer: setTimeout(() => {}) }
    this.#alarms.add(alarm)
    this.#set(alarm)
    return () => {
      clearTimeout(alarm.timer)
      this.#alarms.delete(alarm)
    }
  }

  stop(): void {
    for (const { timer } of this.#alarms) clearTimeout(timer)
    this.#alarms.clear()
  }

  #set(alarm: Alarm): void {
    clearTimeout(alarm.timer)
    alarm.timer = setTimeout(() => this.#ring(alarm), Math.min(LONGEST, Math.max(0, alarm.at - this.now())))
    alarm.timer.unref()
  }

  #next(until: number): Alarm | undefined {
    return [...this.#alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
  }

  #ring(alarm: Alarm): void {
    clearTimeout(alarm.timer)
    if (alarm.at > this.now() + 1) this.#set(alarm)
    else if (this.#alarms.delete(alarm)) alarm.run()
  }
}

/** Guesses that are free, per guesser; after that each costs twice as long a wait. */
const FREE = 5
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 15 * 60_000
/** Guesses a minute from everybody together: many addresses buy no more. */
const MOST_A_MINUTE = 60
/** Guessers remembered; the oldest is forgotten first. */
const MOST_KNOWN = 1_000

export type Throttle = {
  /** How long this guesser must wait, ms; 0 = may try now. Counts as a try when it is 0. */
  wait(who: string, now: number): number
  /** The guess was right: forget the wrong ones. */
  right(who: string): void
}

/** Makes guessing slow. */
export function throttle(): Throttle {
  const guessers = new Map<string, { tries: number; until: number }>()
  let recent: number[] = []
  return {
    wait(who, now) {
      recent = recent.filter(at => at > now - 60_000)
      const { tries, until } = guessers.get(who) ?? { tries: 0, until: 0 }
      if (until > now) return until - now
      if (recent.length >= MOST_A_MINUTE) return (recent[0] ?? now) + 60_000 - now
      recent.push(now)
      const cost = tries < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - FREE))
      guessers.delete(who)
      guessers.set(who, { tries: tries + 1, until: now + cost })
      const [oldest] = guessers.keys()
      if (guessers.size > MOST_KNOWN && oldest !== undefined) guessers.delete(oldest)
      return 0
    },
    right: who => void guessers.delete(who),
  }
}

/** Guesses that are free, per guesser; after that each costs twice as long a wait. */
const FREE = 5
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 15 * 60_000
/** Guesses a minute at one account from browsers that it never signed in with: many addresses buy no more. */
const MOST_A_MINUTE = 60
/** Guessers remembered; the oldest is forgotten first. */
const MOST_KNOWN = 1_000

/** Who guesses: at whose account, and with which browser or from where. */
export type Guesser = { account: string; from: string; isKnown: boolean }

export type Throttle = {
  /** How long this guesser must wait, ms; 0 = may try now. Counts as a try when it is 0. */
  wait(who: Guesser, now: number): number
  /** The guess was right: forget the wrong ones. */
  right(who: Guesser): void
}

/** Makes guessing slow, for each account and guesser by themselves: what strangers do locks nobody out of a browser that they use. */
export function throttle(): Throttle {
  const guessers = new Map<string, { tries: number; until: number }>()
  const strangers = new Map<string, number[]>()
  const keyOf = ({ account, from }: Guesser) => `${account} ${from}`
  return {
    wait(who, now) {
      const key = keyOf(who)
      const { tries, until } = guessers.get(key) ?? { tries: 0, until: 0 }
      if (until > now) return until - now
      if (!who.isKnown) {
        const recent = (strangers.get(who.account) ?? []).filter(at => at > now - 60_000)
        if (recent.length >= MOST_A_MINUTE) return (recent[0] ?? now) + 60_000 - now
        remember(strangers, who.account, [...recent, now])
      }
      const cost = tries < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - FREE))
      remember(guessers, key, { tries: tries + 1, until: now + cost })
      return 0
    },
    right: who => void guessers.delete(keyOf(who)),
  }
}

function remember<T>(all: Map<string, T>, key: string, value: T): void {
  all.delete(key)
  all.set(key, value)
  const [oldest] = all.keys()
  if (all.size > MOST_KNOWN && oldest !== undefined) all.delete(oldest)
}

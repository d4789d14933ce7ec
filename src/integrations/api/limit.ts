const WINDOW = 60_000

/**
 * How long somebody who asks too often must wait, s; null where they needn't. Each has so many in a minute.
 * One process counts for itself: it protects itself by it.
 */
export function limiter(most: number, now: () => Date): (who: string) => number | null {
  const counted = new Map<string, { since: number; asked: number }>()
  return who => {
    const at = now().getTime()
    for (const [one, { since }] of counted) if (at - since >= WINDOW) counted.delete(one)
    const mine = counted.get(who) ?? { since: at, asked: 0 }
    mine.asked += 1
    counted.set(who, mine)
    return mine.asked > most ? Math.ceil((mine.since + WINDOW - at) / 1_000) : null
  }
}

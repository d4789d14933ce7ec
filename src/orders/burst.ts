/** How many new orders of a clock hour have a card each in the orders room: more than a shop of 30 orders a day has. */
export const MOST_CARDS = 20

const HOUR = 3_600_000

/** When the clock hour of an instant began. Pure. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR) * HOUR)
}

/**
 * Which of new orders one message of their hour shows, in place of a card each: those beyond the hour's cards. An order that
 * needs somebody has its own card in any case. Pure.
 * @param cards how many new orders of the hour have a card already
 */
export function beyondCards<One extends { needsStaff: boolean }>(fresh: readonly One[], cards: number): readonly One[] {
  let left = MOST_CARDS - cards
  return fresh.filter(one => {
    const hasCard = one.needsStaff || left > 0
    if (hasCard) left--
    return !hasCard
  })
}

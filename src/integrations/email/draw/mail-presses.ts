import type { Drawn, Press } from '../../../kernel/shapes/chat.ts'

/** Lines of a mail: Gmail cuts off what is longer than 102 kB. */
export const MOST_MAIL_LINES = 100

/** What a mail leads to besides the card: its buttons, and all of its lines where it leaves some out. */
export function mailPresses({ presses, rest, lines = [] }: Drawn): readonly Press[] {
  return rest && lines.length > MOST_MAIL_LINES ? [...presses, rest] : presses
}

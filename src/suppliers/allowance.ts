import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'

/** How long a supplier may take: clock hours, or its own working time. No working day at all is the same working day. */
export type Allowance = { amount: number; unit: 'hours' | 'working hours' | 'working days' }

/** The longest that may be agreed, by unit: about a quarter of a year, as the law wants goods shipped within thirty days. */
export const LONGEST_ALLOWANCE: Readonly<Record<Allowance['unit'], number>> = {
  hours: 2_160,
  'working hours': 720,
  'working days': 90,
}

const SHAPE = /^(\d{1,6})\s*(?:(working|business|work)[\s-]*)?(hours?|hrs?|h|days?|d)$/i
const SAME_DAY = /^(the )?same( working| business)? day$/i

/**
 * An allowance as people write it: `24 hours`, `8 working hours`, `3 working days`, `same working day`.
 * @throws Refusal, in words, for anything else; `3 days` is asked about, as it may be meant either way.
 */
export function readAllowance(text: string): Allowance {
  const typed = text.trim().replaceAll(/\s+/g, ' ')
  if (SAME_DAY.test(typed)) return { amount: 0, unit: 'working days' }
  const [, number, working, unit] = SHAPE.exec(typed) ?? []
  if (number === undefined || unit === undefined)
    throw new Refusal(`“${typed}” isn’t a time I can read. Write 24 hours, 8 working hours or 3 working days.`)
  return mostly(allowance(Number(number), working !== undefined, /^h/i.test(unit)), typed)
}

/** `24 hours`, `1 working day`, `the same working day` */
export function allowanceInWords({ amount, unit }: Allowance): string {
  if (unit === 'working days' && amount === 0) return 'the same working day'
  // No comma in a thousand: it is read back as it is written.
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`
}

function allowance(amount: number, working: boolean, hours: boolean): Allowance {
  if (hours) return { amount, unit: working ? 'working hours' : 'hours' }
  if (working) return { amount, unit: 'working days' }
  const days = count(amount, 'working day')
  throw new Refusal(`Do you mean ${days} or ${count(amount * 24, 'hour')}? Write one of them.`)
}

function mostly(read: Allowance, typed: string): Allowance {
  if (read.amount > LONGEST_ALLOWANCE[read.unit])
    throw new Refusal(
      `“${typed}” is too long: at most ${allowanceInWords({ ...read, amount: LONGEST_ALLOWANCE[read.unit] })}.`,
    )
  if (read.amount === 0 && read.unit !== 'working days')
    throw new Refusal(`“${typed}” is too short. Write 1 hour, or: same working day.`)
  return read
}

import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { type Allowance, allowanceInWords, readAllowance } from '../suppliers/allowance.ts'
import type { Person, Rung, Whom } from './rung.ts'
import type { Side } from './tables.ts'

/** Most that a ladder may say in all: a person can bear no more. */
const MOST_STEPS = 20

export type Step = { to: Whom; after: Allowance }

/** All that a ladder says, in order, while that side is waited for: a supplier is not reminded of what is ours to do. */
export function stepsOf(rungs: readonly Rung[], waitingFor: Side): readonly Step[] {
  return rungs
    .filter(({ to }) => to !== 'supplier' || waitingFor === 'supplier')
    .flatMap(({ to, after, times }) => Array.from({ length: times }, () => ({ to, after })))
}

const WORDS = /^(supplier|owner|staff|person)\s+(?:after\s+)?(.+?)(?:\s*[x×]\s*(\d{1,9}))?$/i

/**
 * Rungs as people write them, `supplier 4 working hours x2, owner 8 hours, staff 1 day x3`; `none` for silence.
 * @param person whom the word `person` means.
 * @throws Refusal that says which rung is not understood.
 */
export function readRungs(text: string, person: Person | null): readonly Rung[] {
  if (/^(none|off|-)$/i.test(text.trim())) return []
  const rungs = text
    .split(/[,;\n]+/)
    .map(one => one.trim())
    .filter(Boolean)
    .map(one => readRung(one, person))
  const steps = rungs.reduce((sum, { times }) => sum + times, 0)
  if (steps > MOST_STEPS)
    throw new Refusal(`That would remind ${steps} times; people can bear ${MOST_STEPS} at most.`, 'rungs')
  return rungs
}

function readRung(text: string, person: Person | null): Rung {
  const [, whom, after = '', times = '1'] = WORDS.exec(text) ?? []
  if (!whom)
    throw new Refusal(
      `“${text}” is no rung. Write such as: supplier 4 working hours x2, owner 8 hours, staff 1 day.`,
      'rungs',
    )
  if (Number(times) === 0) throw new Refusal(`“${text}”: leave the rung out instead.`, 'rungs')
  return { to: readWhom(whom.toLowerCase(), person), after: readAfter(after), times: Number(times) }
}

function readWhom(word: string, person: Person | null): Whom {
  if (word !== 'person') return word as Whom
  if (!person) throw new Refusal('Who is the person? Name them: person:@…', 'person')
  return person
}

/** Days without more are days by the clock: a reminder need not be argued about. */
function readAfter(words: string): Allowance {
  const [, days] = /^(\d{1,3})\s*d(?:ays?)?$/i.exec(words) ?? []
  try {
    return readAllowance(days ? `${Number(days) * 24} hours` : words)
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.message, 'rungs') : error
  }
}

/** `supplier 4 working hours x2, owner 8 hours`, as `readRungs` reads it. */
export function writeRungs(rungs: readonly Rung[]): string {
  const write = ({ to, after, times }: Rung) =>
    `${typeof to === 'string' ? to : 'person'} ${allowanceInWords(after)}${times > 1 ? ` x${times}` : ''}`
  return rungs.map(write).join(', ') || 'none'
}

/** A rung within a sentence: `the supplier after 4 working hours, up to 2 times`. */
export function rungInWords({ to, after, times }: Rung): string {
  const whom = typeof to === 'string' ? `the ${to}` : to.name
  return `${whom} after ${allowanceInWords(after)}${times > 1 ? `, up to ${count(times, 'time')}` : ''}`
}

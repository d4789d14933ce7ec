import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { type Allowance, allowanceInWords, readAllowance } from '../suppliers/allowance.ts'
import type { EscalationStep, NamedPerson, Whom } from './escalation-step.ts'
import type { CaseSide } from './tables.ts'

/** The most reminders that an escalation may send: nobody reads more. */
const MOST_STEPS = 20

export type Reminder = { to: Whom; after: Allowance }

/**
 * All that a escalation says, in order, while that side is waited for: a supplier is not reminded of what is ours to
 * do.
 */
export function remindersOf(steps: readonly EscalationStep[], waitingFor: CaseSide): readonly Reminder[] {
  return steps
    .filter(({ to }) => to !== 'supplier' || waitingFor === 'supplier')
    .flatMap(({ to, after, times }) => Array.from({ length: times }, () => ({ to, after })))
}

const WORDS = /^(supplier|owner|staff|person)\s+(?:after\s+)?(.+?)(?:\s*[x×]\s*(\d{1,9}))?$/i

/**
 * Steps as people write them, `supplier 4 working hours x2, owner 8 hours, staff 1 day x3`; `none` for silence.
 * @param person whom the word `person` means.
 * @throws Refusal that says which step is not understood.
 */
export function readSteps(text: string, person: NamedPerson | null): readonly EscalationStep[] {
  if (/^(none|off|-)$/i.test(text.trim())) return []
  const steps = text
    .split(/[,;\n]+/)
    .map(one => one.trim())
    .filter(Boolean)
    .map(one => readStep(one, person))
  const times = steps.reduce((sum, { times }) => sum + times, 0)
  if (times > MOST_STEPS) throw new Refusal(`That would remind ${times} times; the limit is ${MOST_STEPS}.`, 'steps')
  return steps
}

function readStep(text: string, person: NamedPerson | null): EscalationStep {
  const [, whom, after = '', times = '1'] = WORDS.exec(text) ?? []
  if (!whom)
    throw new Refusal(
      `I can’t read the step “${text}”. Write such as: supplier 4 working hours x2, owner 8 hours, staff 1 day.`,
      'steps',
    )
  if (Number(times) === 0) throw new Refusal(`“${text}”: leave the step out instead.`, 'steps')
  return { to: readWhom(whom.toLowerCase(), person), after: readAfter(after), times: Number(times) }
}

function readWhom(word: string, person: NamedPerson | null): Whom {
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
    throw error instanceof Refusal ? new Refusal(error.message, 'steps') : error
  }
}

/** `supplier 4 working hours x2, owner 8 hours`, as `readSteps` reads it. */
export function writeSteps(steps: readonly EscalationStep[]): string {
  const write = ({ to, after, times }: EscalationStep) =>
    `${typeof to === 'string' ? to : 'person'} ${allowanceInWords(after)}${times > 1 ? ` x${times}` : ''}`
  return steps.map(write).join(', ') || 'none'
}

/** A step within a sentence: `the supplier after 4 working hours, up to 2 times`. */
export function stepInWords({ to, after, times }: EscalationStep): string {
  const whom = typeof to === 'string' ? `the ${to}` : to.name
  return `${whom} after ${allowanceInWords(after)}${times > 1 ? `, up to ${count(times, 'time')}` : ''}`
}

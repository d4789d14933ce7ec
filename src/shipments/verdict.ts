import { list } from '../kernel/words/text.ts'
import { type Fit, strength } from './carrier-formats.ts'
import { LONGEST_NUMBER } from './tracking-number.ts'

/** `ambiguous`: several carriers, ask which. `invalid`: a check digit is wrong and nothing else fits. `unknown`: no form fits. */
export type Verdict = 'certain' | 'likely' | 'ambiguous' | 'unknown' | 'invalid'

/** The carriers left in the running, best first, with the verdict and the sentence that explains it to a person. */
export type NumberFinding = { likely: Fit[]; verdict: Verdict; why: string }

/**
 * Weighs the carriers whose form a number has.
 * A run of bare digits is certain only where nobody else uses that length: a check digit fits one number in ten by chance.
 * A short one proves nothing at all, for or against: phone numbers and order numbers are as long.
 */
export function verdictOn(number: string, fits: readonly Fit[], nameOf: (code: string) => string): NumberFinding {
  const outranked = new Set(fits.flatMap(fit => fit.outranks))
  const running = fits.filter(fit => !outranked.has(fit.code))
  const likely = running.filter(fit => strength(fit) > 0).sort((a, b) => strength(b) - strength(a))
  const names = (chosen: readonly Fit[]) => list([...new Set(chosen.map(fit => nameOf(fit.code)))], 'or')
  const [best, ...others] = likely

  if (!best) return { likely, ...refusal(number, isShort(number) ? '' : names(running)) }
  const ruledOut = names(running.filter(fit => strength(fit) === 0))
  const but = ruledOut && ` The check digit rules out ${ruledOut}.`
  const proven = isCertain(best) && !isShort(number)
  const alone = others.length === 0 || (/[A-Z]/.test(number) && !others.some(isCertain))
  if (proven && alone) return { likely, verdict: 'certain', why: `${proof(best)} ${nameOf(best.code)}.` }
  if (others.length > 0) {
    return { likely, verdict: 'ambiguous', why: `This could be ${names(likely)}.${but} Choose the carrier.` }
  }
  return {
    likely,
    verdict: 'likely',
    why: `This looks like ${nameOf(best.code)}, but nothing in the number proves it.${but}`,
  }
}

/** Up to twelve bare digits. */
function isShort(number: string): boolean {
  return /^\d{0,12}$/.test(number)
}

/** Whether the number proves the carrier: its check digit is verified, or its form is used by nobody else. */
export function isCertain(fit: Fit): boolean {
  return strength(fit) >= 2
}

function proof(fit: Fit): string {
  return fit.check === 'verified' ? 'The check digit fits' : 'Only one carrier writes its numbers like this:'
}

function refusal(number: string, ruledOut: string): Omit<NumberFinding, 'likely'> {
  if (ruledOut) {
    return { verdict: 'invalid', why: `The check digit does not fit ${ruledOut}. Check the number for a typo.` }
  }
  if (number === '') return { verdict: 'unknown', why: 'There is no tracking number here.' }
  if (number.length > LONGEST_NUMBER) {
    return {
      verdict: 'unknown',
      why: `This is longer than ${LONGEST_NUMBER} characters. Enter one tracking number at a time.`,
    }
  }
  return { verdict: 'unknown', why: 'No carrier we know writes its numbers like this.' }
}

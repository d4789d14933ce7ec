import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { MOST_BUTTONS } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import type { Carrier } from './carriers.ts'

/**
 * Asks whose number it is where several carriers fit.
 * @param again the command that is asked anew with the carrier that was chosen, and what else it was given
 */
export function whichCarrier(
  { actor }: Verb,
  number: string,
  fitting: readonly Carrier[],
  again: { command: string; input: Readonly<Record<string, unknown>>; supplierId: string },
): Outcome {
  const names = list(
    fitting.map(({ name }) => name),
    'or',
  )
  const summary = `${number} could be ${names}. Which carrier has it?`
  return {
    text: summary,
    card: {
      audience: actor.side === 'supplier' ? { supplierId: again.supplierId } : 'staff',
      tone: 'waiting',
      title: `Whose number is ${number}?`,
      summary,
      buttons: fitting.slice(0, MOST_BUTTONS).map(({ name, code }) => ({
        label: name,
        command: again.command,
        input: { ...again.input, carrier: code },
      })),
      context: 'Nothing is recorded until you choose.',
    },
  }
}

import { asking, type Outcome, type Verb } from '../kernel/asking/command.ts'
import { MOST_BUTTONS } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import type { Carrier } from './carriers.ts'
import { nameAgain } from './choose-carrier.ts'

/**
 * Asks whose number it is where nothing proves it.
 * @param fitting the likeliest first
 * @param again the command that is asked again with the carrier that was chosen, and what else it was given
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
  const summary = `${number} could be ${names}, but nothing in it proves that. Which carrier has it?`
  return {
    text: summary,
    outcome: asking('carrier'),
    card: {
      audience: actor.side === 'supplier' ? { supplierId: again.supplierId } : 'staff',
      tone: 'waiting',
      title: `Whose number is ${number}?`,
      summary,
      buttons: [
        ...fitting.slice(0, MOST_BUTTONS - 1).map(carrier => ({
          label: carrier.name,
          command: again.command,
          input: { ...again.input, carrier: nameAgain(carrier) },
        })),
        { label: 'Another carrier', command: again.command, input: again.input, asks: ['carrier'] },
      ],
      context: 'Nothing is recorded until you choose.',
    },
  }
}

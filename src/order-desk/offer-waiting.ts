import type { z } from 'zod'
import type { Command, Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { findStore } from '../stores/find-store.ts'
import type { SetAutoForward } from '../stores/set-auto-forward.ts'
import { countNewOrders } from './new-orders.ts'

type Switching = Command<typeof SetAutoForward>

/** The same command, which asks what to do with orders that wait already: switching it on sends none of those. */
export function offeringWaiting(command: Switching): Switching {
  const run = async (verb: Verb, input: z.output<typeof SetAutoForward>): Promise<Outcome> => {
    const outcome = await command.run(verb, input)
    if (input.setting !== 'on') return outcome
    const store = await findStore(verb.db, input.store)
    const waiting = await countNewOrders(verb.db, store.id)
    if (waiting === 0) return outcome
    const [wait, them] = waiting === 1 ? ['waits', 'it'] : ['wait', 'them']
    const says = `${count(waiting, 'order')} that came before ${wait}: forward ${them} too, or leave ${them} for /order forward.`
    return {
      ...outcome,
      card: {
        ...{ audience: 'staff', tone: 'neutral', title: `Auto-forward of ${store.name}` },
        summary: `${outcome.text} ${says}`,
        buttons: [
          { label: 'See what goes to whom', command: 'order.plan', input: { store: store.id }, style: 'primary' },
        ],
      },
    }
  }
  return { ...command, run }
}

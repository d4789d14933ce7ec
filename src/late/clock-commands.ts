import { bySystem, command } from '../kernel/asking/command.ts'
import { SetNextLook, setNextLook } from './next-look.ts'
import { Sweep, sweep } from './sweep.ts'

const shared = { ...bySystem, title: 'Watch the clock' }

/** What the clock asks, and what is asked for its sake. */
export const clockCommands = {
  'late.look_again': command({
    ...shared,
    does: 'Set when to look at a purchase order again.',
    aside: true,
    sure: true,
    input: SetNextLook,
    run: setNextLook,
  }),
  'late.sweep': command({ ...shared, does: 'Notice what has fallen due.', input: Sweep, run: sweep }),
}

import { command } from '../kernel/asking/command.ts'
import { ShowOverview, showOverview } from './overview.ts'

/** What can be asked of all that is open. */
export const overviewCommands = {
  'order.overview': command({
    who: ['staff', 'system'],
    title: 'What needs doing',
    does: 'Show what needs doing first.',
    input: ShowOverview,
    args: {},
    examples: ['/order overview'],
    reads: true,
    run: showOverview,
  }),
}

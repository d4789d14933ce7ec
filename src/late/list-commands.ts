import { caseArg } from '../cases/commands.ts'
import { command } from '../kernel/asking/command.ts'
import { pageArg } from '../kernel/asking/page.ts'
import { aSupplier } from '../suppliers/arguments.ts'
import { ListLate, lateLists, listLate } from './list-late.ts'
import { SnoozeLate, snoozeLate } from './snooze-late.ts'

/** What can be asked of all that is late. */
export const lateListCommands = {
  'late.list': command({
    who: ['supplier', 'staff', 'system'],
    title: 'Late and due',
    does: 'List what is late, due soon or snoozed, the most pressing first.',
    input: ListLate,
    args: {
      which: {
        kind: 'choice',
        label: 'Which',
        help: 'The worst of all if empty.',
        choices: lateLists.map(value => ({ value, label: value })),
      },
      supplier: { kind: aSupplier, label: 'Supplier', help: 'Only of this one.' },
      page: pageArg,
    },
    examples: ['/late list', '/late list late "Lumen Works"', '/late list mine'],
    reads: true,
    run: listLate,
  }),
  'late.snooze': command({
    who: ['staff', 'system'],
    title: 'Snooze what is late',
    does: 'Silence a late purchase order until a time; then reminders start again.',
    input: SnoozeLate,
    args: {
      case: { ...caseArg, help: 'Its number, such as L7, or that of a late purchase order.' },
      until: { kind: 'text', label: 'Until', help: '2026-11-25, tomorrow, monday 14:00, 2 Dec, 3 days or 4 hours.' },
    },
    examples: ['/late snooze 1042-A monday', '/late snooze L7 2026-11-25'],
    run: snoozeLate,
  }),
}

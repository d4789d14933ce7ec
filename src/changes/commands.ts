import { caseArg } from '../cases/commands.ts'
import { ShowCard, showCardOf } from '../cases/show-card.ts'
import { bySystem, command } from '../kernel/asking/command.ts'
import { pageArg } from '../kernel/asking/page.ts'
import { CHANGE } from '../order-desk/change-cases.ts'
import { FollowChanges, followChanges } from './follow-changes.ts'
import { ListChanges, listChanges } from './list-changes.ts'

const both = ['supplier', 'staff', 'system'] as const

/** What can be asked of changes that wait for an answer. */
export const changeCommands = {
  'change.list': command({
    who: both,
    title: 'Open changes',
    does: 'List the changes that wait for a supplier’s answer, the oldest first.',
    input: ListChanges,
    args: { page: { ...pageArg, named: false } },
    examples: ['/change list'],
    run: listChanges,
  }),
  'change.show': command({
    who: both,
    title: 'Show an open change',
    does: 'Show what is asked of a purchase order, with the buttons to answer.',
    input: ShowCard,
    args: { case: { ...caseArg, help: 'Its number, such as Q7.' } },
    examples: ['/change show Q7'],
    alone: /^Q\d+$/i,
    run: showCardOf(CHANGE),
  }),
  'change.follow': command({
    ...bySystem,
    title: 'Follow changes',
    does: 'Open or close the case of a purchase order’s changes.',
    input: FollowChanges,
    run: followChanges,
  }),
}

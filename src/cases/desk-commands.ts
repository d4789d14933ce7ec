import { bySystem, command } from '../kernel/asking/command.ts'
import { pageArg } from '../kernel/asking/page.ts'
import { aStore } from '../stores/arguments.ts'
import { aSupplier } from '../suppliers/arguments.ts'
import { ChaseCredits, chaseCredits } from './chase-credits.ts'
import { againArg, caseArg, ledgerArg } from './commands.ts'
import { CorrectAmount, correctAmount } from './correct-amount.ts'
import { caseKinds } from './kind.ts'
import { ListCases, listCases } from './list-cases.ts'
import { caseLists, LISTS } from './listed-cases.ts'
import { NoteCase, noteCase } from './note-case.ts'
import { RecordCredit, recordCredit } from './record-credit.ts'
import { SetEscalation, setEscalation } from './set-escalation.ts'
import { ShowCase, showCase } from './show-case.ts'

const who = ['staff', 'system'] as const

/** Looking after all cases at once. */
export const caseDeskCommands = {
  'case.escalation': command({
    who,
    title: 'Escalation',
    does: 'Show or set who is notified when nobody answers a case.',
    input: SetEscalation,
    args: {
      kind: {
        kind: 'choice',
        label: 'Kind of case',
        help: 'Empty to see all.',
        // Read when somebody asks: the kinds are known once all nouns are loaded.
        get choices() {
          return caseKinds().map(({ name }) => ({ value: name, label: name }))
        },
      },
      steps: {
        kind: 'long',
        label: 'Steps',
        help: 'supplier 4 working hours x2, owner 8 hours, person 1 day, staff 1 day; or none.',
      },
      person: { kind: 'person', label: 'Person', help: 'Whom “person” in the steps means.', named: true, staff: true },
    },
    examples: ['/case escalation', '/case escalation late supplier 4 working hours x2, owner 8 hours, staff 1 day x3'],
    run: setEscalation,
  }),
  'case.list': command({
    who,
    title: 'Cases',
    does: 'List open cases: late shipments, parcels in trouble, complaints and others.',
    input: ListCases,
    args: {
      which: {
        kind: 'choice',
        label: 'Which',
        help: 'all if empty.',
        choices: caseLists.map(value => ({ value, label: LISTS[value] })),
      },
      kind: {
        kind: 'choice',
        label: 'Kind of case',
        help: 'Only of this kind.',
        named: true,
        get choices() {
          return caseKinds().map(({ name, title }) => ({ value: name, label: title }))
        },
      },
      supplier: { kind: aSupplier, label: 'Supplier', help: 'Only of this one.', named: true },
      store: { kind: aStore, label: 'Store', help: 'Only of orders of this one.', named: true },
      text: { kind: 'text', label: 'Number', help: 'How a case or purchase order begins.', named: true },
      page: pageArg,
    },
    examples: ['/case list', '/case list mine', '/case list credits', '/case list overdue'],
    reads: true,
    run: listCases,
  }),
  'case.show': command({
    who,
    title: 'Show a case',
    does: 'Show a case of any kind with its whole story.',
    input: ShowCase,
    args: { case: caseArg },
    examples: ['/case show C12', '/case C12'],
    alone: /^[a-z]\d+$/i,
    run: showCase,
  }),
  'case.correct': command({
    who,
    requires: ({ ledger }) => (ledger === 'credit' ? [] : ['refund']),
    title: 'Correct an amount',
    does: 'Correct what is on record as refunded or credited.',
    input: CorrectAmount,
    args: {
      case: caseArg,
      ledger: ledgerArg,
      amount: { kind: 'text', label: 'Amount', help: 'The total that came, such as 12.50 USD; 0 for nothing.' },
      why: { kind: 'long', label: 'Why', help: 'For staff only.' },
    },
    examples: ['/case correct C12 refund 3.00 it was mistyped', '/case correct C12 credit 20 it was less'],
    run: correctAmount,
  }),
  'case.credit': command({
    who,
    title: 'Record a credit',
    does: 'Record a supplier’s credit that came, also after the end.',
    input: RecordCredit,
    asksFor: () => ['amount'],
    args: {
      case: caseArg,
      amount: { kind: 'text', label: 'Amount', help: 'Such as 12.50; all that is owed if empty.' },
      again: againArg,
    },
    examples: ['/case credit C12', '/case credit C12 12.50 USD'],
    run: recordCredit,
  }),
  'case.chase-credits': command({
    ...bySystem,
    title: 'Chase credits',
    does: 'Remind suppliers of credits that they owe for closed cases.',
    input: ChaseCredits,
    run: chaseCredits,
  }),
  'case.note': command({
    who,
    title: 'Note on a case',
    does: 'Write a note on a case that only staff can read.',
    input: NoteCase,
    args: { case: caseArg, note: { kind: 'long', label: 'Note', help: 'Suppliers never see it.' } },
    examples: ['/case note C12 the customer is a reseller'],
    run: noteCase,
  }),
}

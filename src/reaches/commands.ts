import { bySystem, command } from '../kernel/asking/command.ts'
import { aContact, aSupplierRoom } from '../suppliers/arguments.ts'
import { getsArg, supplierArg as supplier } from '../suppliers/commands.ts'
import { aReach } from './arguments.ts'
import { ConfirmTest, confirmTest } from './confirm-test.ts'
import { EndDeadLinks, EndLinks, endDeadLinks, endLinks } from './end-links.ts'
import { MakeLink, makeSupplierLink } from './make-link.ts'
import { ReachSupplier, reachSupplier } from './reach-supplier.ts'
import { RenewLink, renewLink } from './renew-link.ts'
import { ShowSupplier, showSupplier } from './show-supplier.ts'
import { SweepUnreached, sweepUnreached } from './sweep-unreached.ts'
import { TestReach, testReach } from './test-reach.ts'
import { TryAgain, tryAgain } from './try-again.ts'

const who = ['staff', 'system'] as const

/** What can be asked of ways to reach suppliers that are in none of our chats. */
export const reachCommands = {
  'supplier.reach': command({
    who,
    title: 'Reach a supplier',
    does: 'Reach a supplier outside chats: by e-mail, portal, API or files.',
    input: ReachSupplier,
    args: {
      supplier,
      kind: { kind: aReach, label: 'By', help: 'How its purchase orders get there.' },
      what: { kind: 'text', label: 'Address or name', help: 'The e-mail address, the folder, or who gets the link.' },
      secret: { kind: 'secret', label: 'Password or key', help: 'For SFTP alone.', lowPriority: true },
      gets: getsArg,
    },
    byForm: true,
    examples: ['/supplier reach "Lumen Works" email orders@lumen.example', '/supplier reach "Lumen Works" portal'],
    privately: true,
    run: reachSupplier,
  }),
  'supplier.show': command({
    who,
    title: 'Show a supplier',
    does: 'Show a supplier’s rooms, contacts, SKUs and instructions.',
    input: ShowSupplier,
    args: { supplier },
    examples: ['/supplier show Lumen'],
    run: showSupplier,
  }),
  'supplier.test-reach': command({
    who,
    title: 'Send a test',
    does: 'Send a supplier a test, and see whether it arrives.',
    input: TestReach,
    args: { supplier, room: { kind: aSupplierRoom, label: 'Room', help: 'Empty: all that get what is new.' } },
    examples: ['/supplier test-reach "Lumen Works"'],
    run: testReach,
  }),
  'supplier.confirm-test': command({
    who: ['supplier'],
    hidden: true,
    title: 'Confirm a test',
    does: 'Say that a test arrived.',
    input: ConfirmTest,
    args: {},
    examples: [],
    run: confirmTest,
  }),
  'supplier.link': command({
    who,
    title: 'Make a portal link',
    does: 'Make a link by which a supplier’s contact acts without an account.',
    input: MakeLink,
    args: { supplier, contact: { kind: aContact, label: 'Contact', help: 'Empty: the only one outside chats.' } },
    examples: ['/supplier link "Lumen Works"', '/supplier link "Lumen Works" "Mei Lin"'],
    privately: true,
    run: makeSupplierLink,
  }),
  'supplier.end-links': command({
    who,
    title: 'End portal links',
    does: 'End all links of a supplier at once.',
    input: EndLinks,
    args: { supplier },
    examples: ['/supplier end-links "Lumen Works"'],
    run: endLinks,
  }),
  'supplier.try-again': command({
    who,
    hidden: true,
    title: 'Try again',
    does: 'Send what waits for a supplier now, and what was given up.',
    input: TryAgain,
    args: {},
    examples: [],
    run: tryAgain,
  }),
  'supplier.sweep-unreached': command({
    ...bySystem,
    title: 'Find who isn’t reached',
    does: 'Notice suppliers that purchase orders do not reach.',
    input: SweepUnreached,
    run: sweepUnreached,
  }),
  'supplier.renew-link': command({
    ...bySystem,
    title: 'Renew a link',
    does: 'Send a new link to the address of one that has expired.',
    input: RenewLink,
    run: renewLink,
  }),
  'supplier.end-dead-links': command({
    ...bySystem,
    title: 'End dead links',
    does: 'End links of people or rooms that were removed.',
    input: EndDeadLinks,
    sure: true,
    run: endDeadLinks,
  }),
}

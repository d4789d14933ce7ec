import { aSupplierFor } from '../cases/arguments.ts'
import { caseArg } from '../cases/commands.ts'
import { ShowCard, showCardOf } from '../cases/show-card.ts'
import { bySystem, command } from '../kernel/asking/command.ts'
import { Reroute, reroute } from './reroute.ts'
import { ResumeLateCase, resumeLateCase } from './resume-late-case.ts'
import { SettleLateCase, settleLateCase } from './settle-late-case.ts'

/** What can be asked of late shipments. */
export const lateCommands = {
  'late.show': command({
    who: ['staff', 'supplier', 'system'],
    title: 'A late shipment',
    does: 'Show a late shipment with its buttons.',
    input: ShowCard,
    args: { case: caseArg },
    examples: ['/late show L7'],
    alone: /^L\d+$/i,
    run: showCardOf('late'),
  }),
  'late.reroute': command({
    who: ['staff', 'system'],
    title: 'Re-route',
    does: 'Take a late purchase order from its supplier and send it to another.',
    input: Reroute,
    args: { case: caseArg, supplier: { kind: aSupplierFor, label: 'Supplier', help: 'Who should ship it instead?' } },
    examples: ['/late reroute L7 "Casa Cerámica"'],
    run: reroute,
  }),
  'late.settle': command({
    ...bySystem,
    title: 'Settle a late case',
    does: 'Follow a purchase order in its late case.',
    input: SettleLateCase,
    run: settleLateCase,
  }),
  'late.resume': command({
    ...bySystem,
    title: 'Resume a late case',
    does: 'Wait again for what a parcel that was taken off had answered.',
    input: ResumeLateCase,
    run: resumeLateCase,
  }),
}

import { bySystem, command } from '../kernel/asking/command.ts'
import { pageArg } from '../kernel/asking/page.ts'
import { orderArg } from '../orders/commands.ts'
import { EraseCustomer, EraseOrder, eraseCustomer, eraseThisOrder, warnOfErasing } from './erase-customer.ts'
import { ExportCustomer, ExportOrder, exportCustomer, exportOrder } from './export-customer.ts'
import { ListErasures, listErasures } from './list-erasures.ts'
import { RedactCustomer, RedactStore, RequestData, redactCustomer, redactStore, requestData } from './redact.ts'
import { SweepCustomers, sweepCustomers } from './sweep-customers.ts'

const staff = ['staff', 'system'] as const
const sure = {
  kind: 'choice',
  label: 'Are you sure?',
  help: 'yes: it can’t be brought back.',
  named: true,
  choices: [{ value: 'yes', label: 'Yes, erase it for good' }],
} as const
const email = { kind: 'text', label: 'E-mail', help: 'As it stands on their orders.' } as const
const asksFor = () => ['sure']

/** What can be asked about a customer's data. */
export const customerCommands = {
  'order.erase': command({
    who: staff,
    title: 'Erase customer’s data',
    does: 'Erase the customer’s data of an order; its numbers and money stay.',
    input: EraseOrder,
    args: { order: orderArg, sure },
    examples: ['/order erase 1042'],
    asksFor,
    warns: warnOfErasing,
    run: eraseThisOrder,
  }),
  'customer.erase': command({
    who: staff,
    title: 'Erase a customer',
    does: 'Erase the data of a customer in all their orders.',
    input: EraseCustomer,
    args: { email, sure },
    examples: ['/customer erase zoe@example.com'],
    asksFor,
    run: eraseCustomer,
  }),
  'customer.log': command({
    who: staff,
    title: 'What was erased',
    does: 'Show what was erased last, when, why and by whom.',
    input: ListErasures,
    args: { page: pageArg },
    examples: ['/customer log'],
    run: listErasures,
  }),
  'order.export': command({
    who: staff,
    title: 'Export customer’s data',
    does: 'Make files of all that is known of an order’s customer, for them.',
    input: ExportOrder,
    args: { order: orderArg },
    examples: ['/order export 1042'],
    privately: true,
    run: exportOrder,
  }),
  'customer.export': command({
    who: staff,
    title: 'Export a customer',
    does: 'Make files of all that is known of a customer, for them.',
    input: ExportCustomer,
    args: { email },
    examples: ['/customer export zoe@example.com'],
    privately: true,
    run: exportCustomer,
  }),
  'customer.redact': command({
    ...bySystem,
    title: 'Follow a redaction',
    does: 'Erase a customer’s data, as their store asks.',
    input: RedactCustomer,
    run: redactCustomer,
  }),
  'customer.redact-store': command({
    ...bySystem,
    title: 'Follow a redaction',
    does: 'Erase the data of all customers of a store, as it asks.',
    input: RedactStore,
    run: redactStore,
  }),
  'customer.request': command({
    ...bySystem,
    title: 'Follow a request',
    does: 'Notify staff of a customer who asks for their data.',
    input: RequestData,
    run: requestData,
  }),
  'customer.sweep': command({
    ...bySystem,
    title: 'Sweep',
    does: 'Erase what has been kept long enough, and what is marked.',
    input: SweepCustomers,
    run: sweepCustomers,
  }),
}

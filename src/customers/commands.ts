import { command } from '../kernel/asking/command.ts'
import { orderArg } from '../orders/commands.ts'
import { EraseCustomer, EraseOrder, eraseCustomer, eraseThisOrder, warnOfErasing } from './erase-customer.ts'
import { SweepCustomers, sweepCustomers } from './sweep-customers.ts'

const staff = ['staff', 'system'] as const
const sure = {
  kind: 'choice',
  label: 'Are you sure?',
  help: 'yes: it can’t be brought back.',
  named: true,
  choices: [{ value: 'yes', label: 'Yes, erase it for good' }],
} as const
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
    args: { email: { kind: 'text', label: 'E-mail', help: 'As it stands on their orders.' }, sure },
    examples: ['/customer erase zoe@example.com'],
    asksFor,
    run: eraseCustomer,
  }),
  'customer.sweep': command({
    who: ['system'],
    title: 'Sweep',
    does: 'Erase what has been kept long enough, and what is marked.',
    input: SweepCustomers,
    args: {},
    examples: [],
    hidden: true,
    run: sweepCustomers,
  }),
}

import { command } from '../kernel/asking/command.ts'
import { POWERS, type Power } from '../kernel/shapes/power.ts'
import { GrantPower, grantPower, ListPowers, listPowers, OpenPower, openPower, withdrawPower } from './grant-power.ts'

const LABELS: Record<Power, string> = {
  refund: 'Refund customers',
  cancel: 'Cancel orders',
  terms: 'Change a supplier’s terms',
  roles: 'Say who may do what; add and remove people',
}
const choices = Object.keys(POWERS).map(value => ({ value, label: LABELS[value as Power] }))
const power = { kind: 'choice', label: 'What', help: 'What is kept to some.', choices } as const
const person = { kind: 'person', label: 'Person', help: 'A member of staff.', staff: true } as const
const who = ['staff', 'system'] as const
const requires = () => ['roles'] as const

/** Who of the staff may do what. */
export const staffCommands = {
  'staff.list': command({
    who,
    title: 'Who may do what',
    does: 'Show who may refund, cancel, change terms, and change this list.',
    input: ListPowers,
    args: {},
    examples: ['/staff list'],
    run: listPowers,
  }),
  'staff.allow': command({
    ...{ who, requires },
    title: 'Allow somebody',
    does: 'Let only those do something whom you name, and name one.',
    input: GrantPower,
    args: { power, person },
    examples: ['/staff allow refund @Ola'],
    run: grantPower,
  }),
  'staff.disallow': command({
    ...{ who, requires },
    title: 'Disallow somebody',
    does: 'Take somebody off the list of those who may do something.',
    input: GrantPower,
    args: { power, person },
    examples: ['/staff disallow refund @Ola'],
    run: withdrawPower,
  }),
  'staff.open': command({
    ...{ who, requires },
    title: 'Open to all staff',
    does: 'Let all staff do something again.',
    input: OpenPower,
    args: { power },
    examples: ['/staff open refund'],
    run: openPower,
  }),
}

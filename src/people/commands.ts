import { bySystem, command } from '../kernel/asking/command.ts'
import { supplierArg } from '../suppliers/commands.ts'
import { AddPerson, addPerson } from './add-person.ts'
import { aPersonHere } from './find-person.ts'
import { Join, JoinFirst, join, joinFirst } from './join.ts'
import { ListPeople, listPeople } from './list-people.ts'
import { RemovePerson, removePerson } from './remove-person.ts'

const who = ['staff', 'system'] as const
const requires = () => ['roles'] as const

/** Who signs in to the console. */
export const peopleCommands = {
  'person.list': command({
    who,
    title: 'People',
    does: 'List who signs in to the console.',
    input: ListPeople,
    args: {},
    examples: ['/person list'],
    run: listPeople,
  }),
  'person.add': command({
    ...{ who, requires },
    title: 'Add a person',
    does: 'Make a link by which somebody chooses a password for the console.',
    input: AddPerson,
    args: {
      person: { kind: 'person', label: 'Name', help: 'As your people call them.', mayBeNew: true },
      supplier: { ...supplierArg, help: 'Whose contact it is; empty for your own staff.', named: true },
    },
    examples: ['/person add Ola', '/person add "Mei Lin" supplier:"Lumen Works"'],
    privately: true,
    run: addPerson,
  }),
  'person.remove': command({
    ...{ who, requires },
    title: 'Remove a person',
    does: 'Sign somebody out of the console for good, at once.',
    input: RemovePerson,
    args: { person: { kind: aPersonHere, label: 'Person', help: 'Who signs in to the console.' } },
    examples: ['/person remove Ola'],
    run: removePerson,
  }),
  'person.join': command({
    ...bySystem,
    title: 'Join',
    does: 'Swap an invitation for a password.',
    input: Join,
    run: join,
  }),
  'person.join-first': command({
    ...bySystem,
    title: 'Join first',
    does: 'Make the first person who signs in.',
    input: JoinFirst,
    run: joinFirst,
  }),
}

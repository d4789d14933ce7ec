import { command } from '../kernel/command.ts'
import { AddContact, addContact } from './add-contact.ts'
import { AddSupplier, addSupplier } from './add-supplier.ts'
import { AskToJoin, askToJoin } from './ask-to-join.ts'
import { BindRoom, bindRoom } from './bind-room.ts'
import { ListSkus, listSkus } from './list-skus.ts'
import { ListSuppliers, listSuppliers, ShowSupplier, showSupplier } from './show-suppliers.ts'

const who = ['staff', 'system'] as const
const supplier = { kind: 'supplier', label: 'Supplier', help: 'Its name, or how it begins.' } as const

/** What can be asked of suppliers. */
export const supplierCommands = {
  'supplier.add': command({
    who,
    title: 'Add a supplier',
    does: 'Add somebody who ships for you.',
    input: AddSupplier,
    args: {
      name: { kind: 'text', label: 'Name', help: 'As your people call it.' },
      zone: { kind: 'zone', label: 'Time zone', help: 'Such as Asia/Shanghai; a city will do.', named: true },
      shipHours: {
        kind: 'number',
        label: 'Ships within (hours)',
        help: 'From sent to shipped; 48 if empty.',
        named: true,
      },
      instructions: {
        kind: 'long',
        label: 'Standing instructions',
        help: 'Packaging, labels, branding: shown with every order.',
        named: true,
      },
    },
    examples: ['/supplier add Lumen Works zone:Asia/Shanghai ship-hours:48'],
    run: addSupplier,
  }),
  'supplier.list': command({
    who,
    title: 'Suppliers',
    does: 'List the suppliers and what each still lacks.',
    input: ListSuppliers,
    args: {},
    examples: ['/supplier list'],
    run: listSuppliers,
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
  'supplier.room': command({
    who,
    title: 'Bind a room',
    does: 'Bind a channel to a supplier; its orders are posted there.',
    input: BindRoom,
    args: { supplier, room: { kind: 'channel', label: 'Room', help: 'A channel that I am in.' } },
    examples: ['/supplier room "Lumen Works" #lumen-works'],
    run: bindRoom,
  }),
  'supplier.contact': command({
    who,
    title: 'Add a contact',
    does: 'Let a person act for a supplier.',
    input: AddContact,
    args: { supplier, person: { kind: 'person', label: 'Person', help: 'Somebody in the supplier’s room.' } },
    examples: ['/supplier contact "Lumen Works" "Mei Lin"'],
    run: addContact,
  }),
  'supplier.sku': command({
    who,
    title: 'Add SKUs',
    does: 'Say which SKUs a supplier supplies; orders are routed by them.',
    input: ListSkus,
    args: { supplier, skus: { kind: 'long', label: 'SKUs', help: 'Separated by commas or lines.' } },
    examples: ['/supplier sku "Lumen Works" LAMP-OAK, LAMP-ASH'],
    run: listSkus,
  }),
  'supplier.join': command({
    who: ['stranger'],
    title: 'Ask to be added',
    does: 'Ask the staff to add you as a contact of this room.',
    input: AskToJoin,
    args: {},
    examples: ['/supplier join'],
    run: askToJoin,
  }),
}

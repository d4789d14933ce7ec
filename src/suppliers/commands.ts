import { command } from '../kernel/asking/command.ts'
import { AddContact, addContact } from './add-contact.ts'
import { AddSupplier, addSupplier } from './add-supplier.ts'
import { AnnounceClosure, announceClosure } from './announce-closure.ts'
import { AnswerClosure, answerClosure } from './answer-closure.ts'
import { AnswerTerms, answerTerms } from './answer-terms.ts'
import { aContact, aSupplier, aZone } from './arguments.ts'
import { AskToJoin, askToJoin } from './ask-to-join.ts'
import { BindRoom, bindRoom } from './bind-room.ts'
import { TERMS_PARTS } from './edit-terms.ts'
import { ListSkus, listSkus } from './list-skus.ts'
import { ListSuppliers, listSuppliers } from './list-suppliers.ts'
import { lookAtContact } from './look-at-contact.ts'
import { lookAtRoom } from './look-at-room.ts'
import { RefuseContact, refuseContact } from './refuse-contact.ts'
import { RemoveContact, removeContact } from './remove-contact.ts'
import { RenameContact, renameContact } from './rename-contact.ts'
import { SetMailedAddress, setMailedAddress } from './set-mailed-address.ts'
import { SetPings, setPings } from './set-pings.ts'
import { makeWhatLacks, SetUpSupplier, setUpSupplier } from './set-up-supplier.ts'
import { SupplierTerms, supplierTerms } from './supplier-terms.ts'

const who = ['staff', 'system'] as const
export const supplierArg = { kind: aSupplier, label: 'Supplier', help: 'Its name, or the first letters.' } as const
export const getsArg = {
  kind: 'choice',
  label: 'What it gets',
  help: 'Where it has another room: both get everything, or this one alone.',
  choices: [
    { value: 'both', label: 'Both get everything' },
    { value: 'alone', label: 'This one alone gets what is new' },
  ],
  named: true,
  lowPriority: true,
} as const
const supplier = supplierArg
const contact = { kind: aContact, label: 'Contact', help: 'A contact of that supplier.' } as const

function part(name: keyof typeof TERMS_PARTS, help: string, kind: 'text' | 'long' = 'text') {
  return { kind, label: TERMS_PARTS[name], help, named: true } as const
}

/** What can be asked of suppliers. */
export const supplierCommands = {
  'supplier.add': command({
    who,
    title: 'Add a supplier',
    does: 'Add somebody who ships for you.',
    input: AddSupplier,
    args: {
      name: { kind: 'text', label: 'Name', help: 'As your people call it.', asksSeveral: true },
      zone: { kind: aZone, label: 'Time zone', help: 'Such as Asia/Shanghai; a city will do.', named: true },
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
    reads: true,
    run: listSuppliers,
  }),
  'supplier.room': command({
    who,
    title: 'Bind a room',
    does: 'Bind a channel to a supplier; its orders are posted there.',
    input: BindRoom,
    args: {
      supplier,
      room: { kind: 'channel', label: 'Room', help: 'A channel that I am in.', mayBeNew: true },
      gets: getsArg,
    },
    examples: ['/supplier room "Lumen Works" #lumen-works', '/supplier room "Lumen Works" #lumen-new gets:alone'],
    prepare: lookAtRoom,
    run: bindRoom,
  }),
  'setup.supplier': command({
    who,
    title: 'Set up a supplier',
    does: 'Choose or make a supplier’s private room and role.',
    input: SetUpSupplier,
    args: {
      supplier,
      person: { kind: 'person', label: 'Contact', help: 'A person or role. Empty: a role is made, if I may.' },
      room: { kind: 'channel', label: 'Room', help: 'Empty: a private one is made, if I may.' },
      shape: {
        kind: 'choice',
        label: 'What to make',
        help: 'Only where a room is made.',
        choices: [
          { value: 'channel', label: 'A channel' },
          { value: 'forum', label: 'A forum: a post for each purchase order' },
        ],
        named: true,
      },
    },
    byForm: true,
    examples: ['/setup supplier "Lumen Works"'],
    prepare: makeWhatLacks,
    run: setUpSupplier,
  }),
  'supplier.contact': command({
    who,
    title: 'Add a contact',
    does: 'Let a person act for a supplier.',
    input: AddContact,
    args: {
      supplier,
      person: { kind: 'person', label: 'Person', help: 'Somebody in the supplier’s room.', mayBeNew: true },
    },
    examples: ['/supplier contact "Lumen Works" "Mei Lin"'],
    prepare: lookAtContact,
    run: addContact,
  }),
  'supplier.remove-contact': command({
    who,
    title: 'Remove a contact',
    does: 'Stop a person from acting for a supplier, at once.',
    input: RemoveContact,
    args: { supplier, contact },
    examples: ['/supplier remove-contact "Lumen Works" "Mei Lin"'],
    run: removeContact,
  }),
  'supplier.rename-contact': command({
    who,
    title: 'Rename a contact',
    does: 'Call a contact by another name here.',
    input: RenameContact,
    args: { supplier, contact, name: { kind: 'text', label: 'New name', help: 'As your people call them.' } },
    examples: ['/supplier rename-contact "Lumen Works" "Mei Lin" "Mei Wang"'],
    run: renameContact,
  }),
  'supplier.refuse-contact': command({
    who,
    hidden: true,
    title: 'Refuse a contact',
    does: 'Say no to somebody who asked to act for a supplier.',
    input: RefuseContact,
    args: {},
    examples: [],
    run: refuseContact,
  }),
  'supplier.pings': command({
    who,
    title: 'Mention on new orders',
    does: 'Mention a supplier’s contacts on new purchase orders, or not.',
    input: SetPings,
    args: {
      supplier,
      setting: {
        kind: 'choice',
        label: 'Mentions',
        help: 'Whether a new purchase order mentions them.',
        choices: ['on', 'off'].map(value => ({ value, label: value })),
      },
    },
    examples: ['/supplier pings "Lumen Works" off'],
    run: setPings,
  }),
  'supplier.mail-address': command({
    who,
    title: 'Address in mails',
    does: 'Put the customer’s address in mails and files to a supplier, or not.',
    input: SetMailedAddress,
    args: {
      supplier,
      setting: {
        kind: 'choice',
        label: 'Address',
        help: 'Whether new purchase orders that are mailed have the address in them.',
        choices: [
          { value: 'on', label: 'in the mail' },
          { value: 'off', label: 'behind the link' },
        ],
      },
    },
    examples: ['/supplier mail-address "Lumen Works" on'],
    run: setMailedAddress,
  }),
  'supplier.sku': command({
    who,
    title: 'Add SKUs',
    does: 'Say which SKUs a supplier supplies; orders are routed by them.',
    input: ListSkus,
    args: {
      supplier,
      skus: {
        kind: 'long',
        label: 'SKUs',
        help: 'Separated by commas or lines; LAMP-* for all that begin with LAMP-.',
      },
    },
    examples: ['/supplier sku "Lumen Works" LAMP-OAK, LAMP-ASH', '/supplier sku "Lumen Works" LAMP-*'],
    run: listSkus,
  }),
  'supplier.terms': command({
    who: ['staff', 'supplier', 'system'],
    requires: input => (Object.keys(TERMS_PARTS).some(part => input[part] !== undefined) ? ['terms'] : []),
    title: 'Propose terms',
    does: 'Show what a supplier promised, and propose other terms.',
    input: SupplierTerms,
    args: {
      supplier,
      hours: part('hours', 'Such as Mon-Fri 09:00-17:00, orders until 14:00; or: always.'),
      closed: part('closed', 'Days by commas or lines, such as 2026-12-24 to 2027-01-02; or: none.', 'long'),
      acknowledge: part('acknowledge', 'Such as 24 hours or 8 working hours.'),
      ship: part('ship', 'A rule a line, such as SKU LAMP-*: 3 working days. The last is otherwise: 48 hours.', 'long'),
      scan: part('scan', 'From the number to the carrier’s first scan, such as 48 hours.'),
      claim: part('claim', 'After delivery, such as 30 days; or: none.'),
      evidence: part('evidence', 'Such as photo of the damage, photo of the label; or: none.', 'long'),
      returnTo: part('returnTo', 'The address that returned goods are sent to; or: none.', 'long'),
      handling: part('handling', 'Carriers and methods allowed, packaging, labels, branding; or: none.', 'long'),
    },
    examples: ['/supplier terms Lumen', '/supplier terms Lumen acknowledge:"8 working hours" closed:2026-12-25'],
    run: supplierTerms,
  }),
  'supplier.closed': command({
    who: ['supplier'],
    title: 'Announce a closure',
    does: 'Say when you are closed; the shop accepts or refuses it.',
    input: AnnounceClosure,
    args: {
      days: { kind: 'long', label: 'Closed', help: 'Days by commas or lines, such as 2026-12-24 to 2027-01-02.' },
    },
    examples: ['/supplier closed 2026-12-24/2027-01-02'],
    run: announceClosure,
  }),
  'supplier.answer-closure': command({
    who,
    requires: () => ['terms'],
    hidden: true,
    title: 'Answer a closure',
    does: 'Accept or refuse a closure that a supplier announced.',
    input: AnswerClosure,
    args: {},
    examples: [],
    run: answerClosure,
  }),
  'supplier.answer': command({
    who: ['supplier', 'system'],
    hidden: true,
    title: 'Answer the terms',
    does: 'Accept or refuse proposed terms.',
    input: AnswerTerms,
    args: { note: { kind: 'long', label: 'Why', help: 'What should be different.' } },
    examples: [],
    run: answerTerms,
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

import { caseArg } from '../cases/commands.ts'
import { ShowCard, showCardOf } from '../cases/show-card.ts'
import { bySystem, command } from '../kernel/asking/command.ts'
import { pageArg } from '../kernel/asking/page.ts'
import { aCarrier } from '../shipments/arguments.ts'
import { LIMITS, limitNames } from '../shipments/limits.ts'
import { TROUBLE_LABELS } from '../shipments/trouble-labels.ts'
import { aStore } from '../stores/arguments.ts'
import { aSupplier } from '../suppliers/arguments.ts'
import { AnswerAboutParcel, answerAboutParcel } from './answer-about-parcel.ts'
import { AskAboutParcel, askAboutTrouble, startAsking } from './ask-about-parcel.ts'
import { ClaimParcel, claimParcel, startClaiming } from './claim-parcel.ts'
import { HearCarriers, hearCarriers } from './hear-carriers.ts'
import { ListParcels, listParcels } from './list-parcels.ts'
import { ListSilent, listSilent } from './list-silent.ts'
import { LookAtParcels, lookAtParcels } from './look-at-parcels.ts'
import { SetLimit, setLimit } from './set-limit.ts'
import { PARCEL } from './settle-troubles.ts'
import { SweepParcels, sweepParcels } from './sweep-parcels.ts'
import { troubleNames } from './trouble.ts'

const staff = ['staff', 'system'] as const
const both = ['staff', 'supplier', 'system'] as const
const parcelArg = { ...caseArg, help: 'Its number, such as P7.' }

/** What can be asked of parcels in trouble. */
export const troubleCommands = {
  'parcel.show': command({
    who: both,
    title: 'A parcel in trouble',
    does: 'Show a parcel in trouble with its buttons.',
    input: ShowCard,
    args: { case: parcelArg },
    examples: ['/parcel show P7'],
    alone: /^P\d+$/i,
    run: showCardOf(PARCEL),
  }),
  'parcel.list': command({
    who: both,
    title: 'Parcels in trouble',
    does: 'List parcels that something is wrong with, the longest first.',
    input: ListParcels,
    args: {
      trouble: {
        kind: 'choice',
        label: 'Trouble',
        help: 'Any if empty.',
        choices: troubleNames.map(value => ({ value, label: TROUBLE_LABELS[value] })),
      },
      supplier: { kind: aSupplier, label: 'Supplier', help: 'Only of this one.', named: true },
      page: pageArg,
    },
    examples: ['/parcel list', '/parcel list lost'],
    reads: true,
    run: listParcels,
  }),
  'parcel.silent': command({
    who: staff,
    title: 'Parcels of a carrier',
    does: 'List the parcels that a carrier has, the longest silent first.',
    input: ListSilent,
    args: { carrier: { kind: aCarrier, label: 'Carrier', help: 'Its name.' }, page: pageArg },
    examples: ['/parcel silent UPS'],
    reads: true,
    run: listSilent,
  }),
  'parcel.ask': command({
    who: staff,
    title: 'Ask about a parcel',
    does: 'Ask the supplier about a parcel in trouble.',
    input: AskAboutParcel,
    starts: startAsking,
    args: { case: parcelArg, question: { kind: 'long', label: 'Question', help: 'The supplier reads this.' } },
    examples: ['/parcel ask P7 Where is it?'],
    run: askAboutTrouble,
  }),
  'parcel.answer': command({
    who: both,
    title: 'Answer about a parcel',
    does: 'Say what you know of a parcel in trouble, and will do about it.',
    input: AnswerAboutParcel,
    args: {
      case: parcelArg,
      answer: {
        kind: 'long',
        label: 'Answer',
        help: 'What the carrier says, its inquiry number, and what you will do.',
      },
    },
    examples: ['/parcel answer P7 The carrier pays; I send it again.'],
    run: answerAboutParcel,
  }),
  'parcel.claim': command({
    who: staff,
    title: 'Open a claim',
    does: 'Go on with a parcel that will not come as a complaint.',
    byForm: true,
    input: ClaimParcel,
    starts: startClaiming,
    args: { case: parcelArg, happened: { kind: 'long', label: 'What happened', help: 'The supplier reads this.' } },
    examples: ['/parcel claim P7 The carrier lost it.'],
    run: claimParcel,
  }),
  'parcel.limits': command({
    who: staff,
    title: 'When it is trouble',
    does: 'Show or set after how long a silent parcel is in trouble.',
    input: SetLimit,
    args: {
      what: {
        kind: 'choice',
        label: 'Which time',
        help: 'Empty to see all.',
        choices: limitNames.map(value => ({ value, label: LIMITS[value].label })),
      },
      amount: { kind: 'number', label: 'Days or hours', help: 'A whole number.' },
      store: { kind: aStore, label: 'Store', help: 'Only for orders of this one.', named: true },
    },
    examples: ['/parcel limits', '/parcel limits stuck-domestic 4', '/parcel limits lost 45 store:Lamps'],
    run: setLimit,
  }),
  'parcel.look': command({
    ...bySystem,
    title: 'Look at parcels',
    does: 'Bring parcels to the trouble they are in.',
    input: LookAtParcels,
    run: lookAtParcels,
  }),
  'parcel.hear': command({
    ...bySystem,
    title: 'Hear carriers',
    does: 'Look at parcels of which carriers said something new.',
    input: HearCarriers,
    sure: true,
    run: hearCarriers,
  }),
  'parcel.sweep': command({
    ...bySystem,
    title: 'Watch parcels',
    does: 'Notice parcels that have been silent for too long.',
    input: SweepParcels,
    run: sweepParcels,
  }),
}

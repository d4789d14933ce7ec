import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { purchaseOrderArg as purchaseOrder } from '../purchase-orders/commands.ts'
import { aCarrier, aShipment } from './arguments.ts'
import { CorrectTracking, correctTracking } from './correct-tracking.ts'
import { ListTracking, listTracking } from './list-tracking.ts'
import { PostponeScans, postponeScans } from './postpone-scans.ts'
import { RecordDelivery, recordDelivery } from './record-delivery.ts'
import { RecordScan, recordScan } from './record-scan.ts'
import { RemoveTracking, removeTracking } from './remove-tracking.ts'

const who = ['supplier', 'staff', 'system'] as const
export const trackingNumberArg: Arg = {
  kind: 'text',
  label: 'Tracking number',
  help: 'As on the label; spaces do not matter.',
}
export const carrierArg: Arg = {
  kind: aCarrier,
  label: 'Carrier',
  help: 'Leave it empty: the number says it. Else its name.',
  named: true,
}

/** What can be asked of shipments. */
export const shipmentCommands = {
  'tracking.list': command({
    who,
    title: 'Tracking',
    does: 'List the parcels of a purchase order and what is left to ship.',
    input: ListTracking,
    args: { purchaseOrder },
    examples: ['/tracking list 1042-A'],
    reads: true,
    run: listTracking,
  }),
  'tracking.correct': command({
    who,
    title: 'Correct tracking',
    does: 'Correct a mistyped number; the old one stays on record.',
    input: CorrectTracking,
    args: {
      purchaseOrder,
      shipment: { kind: aShipment, label: 'Number on record', help: 'The one to replace.' },
      number: trackingNumberArg,
      carrier: carrierArg,
    },
    examples: ['/tracking correct 1042-A 1Z999AA10123456783 1Z999AA10123456784'],
    run: correctTracking,
  }),
  'tracking.remove': command({
    who,
    title: 'Take a parcel off',
    does: 'Take a parcel off a purchase order that it is not for.',
    input: RemoveTracking,
    args: {
      purchaseOrder,
      shipment: { kind: aShipment, label: 'Tracking number', help: 'The parcel that is not for it.' },
      why: { kind: 'long', label: 'Why', help: 'It stays on record with the parcel.' },
    },
    examples: ['/tracking remove 1042-A 1Z999AA10123456784 it was for 1043-A'],
    run: removeTracking,
  }),
  'tracking.postpone': command({
    ...bySystem,
    title: 'Postpone scans',
    does: 'Give first scans the time that closures agreed since take away.',
    input: PostponeScans,
    run: postponeScans,
  }),
  'tracking.scanned': command({
    who: ['staff', 'system'],
    title: 'Scanned by the carrier',
    does: 'Record the carrier’s first scan: a typed number alone is only a label.',
    input: RecordScan,
    args: {
      purchaseOrder,
      shipment: { kind: aShipment, label: 'Tracking number', help: 'The parcel that the carrier has.' },
    },
    examples: ['/tracking scanned 1042-A 1Z999AA10123456784'],
    run: recordScan,
  }),
  'tracking.delivered': command({
    who: ['staff', 'system'],
    title: 'Delivered',
    does: 'Record that everything, or one parcel, was delivered; claim windows count from then on.',
    input: RecordDelivery,
    args: {
      purchaseOrder,
      on: { kind: 'date', label: 'Delivered on', help: 'Today if empty, else 2026-11-20, yesterday or monday.' },
      shipment: { kind: aShipment, label: 'Parcel', help: 'The one that came; all of them if empty.', named: true },
    },
    examples: [
      '/tracking delivered 1042-A',
      '/tracking delivered 1042-A 2026-11-20',
      '/tracking delivered 1042-A shipment:1Z999AA10123456784',
    ],
    run: recordDelivery,
  }),
}

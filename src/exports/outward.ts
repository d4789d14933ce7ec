import type { EventName } from '../events.ts'
import type { CaseRecord } from './case-record.ts'

/**
 * What outsiders may read of what was done: no notes or reminders of staff, no money between the shop and its supplier.
 */
const SHOWN: ReadonlySet<EventName> = new Set([
  'purchase_order.sent',
  'purchase_order.acknowledged',
  'purchase_order.promised',
  'purchase_order.declined',
  'purchase_order.cancelled',
  'shipment.recorded',
  'shipment.corrected',
  'shipment.removed',
  'shipment.scanned',
  'shipment.delivered',
  'shipment.delivery_taken_back',
  'purchase_order.delivered',
  'case.opened',
  'complaint.received',
  'complaint.sent',
  'complaint.answered',
  'complaint.step_done',
  'return.requested',
  'return.approved',
  'return.declined',
  'return.posted_back',
  'return.scanned',
  'return.received',
  'return.inspected',
])

/**
 * A record as a bank may see it: what the two sides and the customer wrote to one another, in its final form, and none of the staff's
 * own notes. Pure.
 */
export function outward(record: CaseRecord): CaseRecord {
  return {
    ...record,
    entries: record.entries.filter(({ name }) => SHOWN.has(name)),
    said: record.said
      .filter(one => !one.heldFor && !one.deletedAt)
      .map(one => ({ ...one, earlier: [], editedAt: null, lacks: [] })),
    mailed: record.mailed.map(one => ({ ...one, lacks: [] })),
  }
}

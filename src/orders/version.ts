import { createHash } from 'node:crypto'
import type { IncomingOrder } from './incoming-order.ts'

/** How far an order is on its way through these; a store never goes back along them. */
const STATUSES = ['pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided']

/**
 * Which telling of an order this is, as a text: of two, the greater is the newer. First the store's time of change
 * (whole
 * seconds at Shopify), then when it was sent, then what the content itself shows, and last the content's own hash, so
 * that
 * any order of arrival ends the same. Pure.
 */
export function versionOf(order: IncomingOrder): string {
  return [order.updatedAt.toISOString(), toldAt(order.triggeredAt), progress(order), hash(order)].join(' ')
}

/** Without a time of telling it sorts before those that have one. */
function toldAt(written: string | null): string {
  const [, seconds = '', fraction = ''] = /^(.*?)(?:\.(\d+))?(?:Z|[+-]\d\d:?\d\d)?$/.exec(written ?? '') ?? []
  const utc = written ? new Date(written) : null
  if (!seconds || !utc || Number.isNaN(utc.getTime())) return '-'
  return `${utc.toISOString().slice(0, 19)}.${fraction.slice(0, 9).padEnd(9, '0')}`
}

function progress({ cancelledAt, refunds, refundedMinor, lines, financialStatus }: IncomingOrder): string {
  const sum = (of: (line: IncomingOrder['lines'][number]) => number) => lines.reduce((all, line) => all + of(line), 0)
  const status = STATUSES.indexOf(financialStatus ?? '') + 1
  const steps = [cancelledAt ? 1 : 0, refunds.length, refundedMinor, sum(line => line.fulfilled), status]
  return steps.map(step => String(step).padStart(16, '0')).join('.')
}

const hash = ({ triggeredAt, ...content }: IncomingOrder) =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)

import { type Allowance, readAllowance } from '../../suppliers/allowance.ts'
import { mustHave } from './columns.ts'
import { type Line, type LineReading, translate } from './line.ts'
import { type Clock, readMoment } from './moment.ts'
import { names } from './plain-columns.ts'
import { sheetOf } from './sheet.ts'
import type { TableFile } from './table-file.ts'

/**
 * A CSV of one's own: a row for each supplier's part of an order, or for each of its lines. A ship-by may be a moment,
 * a
 * day (by its end), or how long the supplier has.
 * @throws Refusal when a column is missing without which nothing can be judged
 */
export function readPlain(file: TableFile, clock: Clock): LineReading {
  mustHave(file, names, ['order', 'supplier', 'placed', 'shipped'])
  const sheet = sheetOf(file, names)
  const moment = (text: string) => readMoment(text, clock).from
  const shipBy = (text: string) => (ALLOWED.test(text) ? readAllowance(text) : readMoment(text, clock).to)
  const cancelled = (text: string) => {
    if (NO.test(text)) return 'no'
    return YES.test(text) ? 'unknown' : moment(text)
  }
  return {
    what: file.name,
    tells: {
      shipBy: sheet.has('shipBy') || sheet.has('rule'),
      acknowledged: sheet.has('acknowledged'),
      scanned: sheet.has('scanned'),
    },
    lines: translate(sheet.rows, ({ must, may }): Line => {
      const ended = may('cancelled', cancelled)
      return {
        order: must('order', text => text.replace(/^#/, '')),
        supplier: must('supplier', text => text),
        placedAt: must('placed', moment),
        shipBy: may<Date | Allowance>('shipBy', shipBy) ?? may('rule', readAllowance),
        acknowledgedAt: may('acknowledged', moment),
        shippedAt: may('shipped', moment),
        scannedAt: may('scanned', moment),
        deliveredAt: may('delivered', moment),
        cancelledAt: ended === 'no' ? null : ended,
      }
    }),
  }
}

const ALLOWED = /day|hour|h$|^\d+ ?d$/i
const YES = /^(yes|y|true|1|x|✓|cancell?ed)$/i
const NO = /^(no|n|false|0)$/i

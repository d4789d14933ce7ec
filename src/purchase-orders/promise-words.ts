import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import type { Reads } from '../kernel/ground/db.ts'
import { dayWords } from '../kernel/words/zoned.ts'
import { termsOf } from '../suppliers/in-force.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { DAY } from '../suppliers/wall-clock.ts'
import { weekOf } from '../suppliers/week.ts'
import type { PurchaseOrder } from './tables.ts'

/** `Wed, 25 Nov 2026, later than the agreed Mon, 23 Nov 2026`: a promised day, for both sides. Pure. */
export function promiseWords(day: string, shipBy: Date | null, zone: string): string {
  const agreed = shipBy && format(new TZDate(shipBy.getTime(), zone), 'yyyy-MM-dd')
  return agreed && day > agreed ? `${dayWords(day)}, later than the agreed ${dayWords(agreed)}` : dayWords(day)
}

/** The same for who promises, who learns as well if nobody works there that day. */
export async function promisedWords(
  db: Reads,
  { po, supplier }: { po: PurchaseOrder; supplier: Supplier },
  day: string,
): Promise<string> {
  const { calendar } = await termsOf(db, po)
  const closed = weekOf(calendar).works(Date.parse(day) / DAY) ? '' : ` (${supplier.name} is closed that day)`
  return `${promiseWords(day, po.shipBy, supplier.zone)}${closed}`
}

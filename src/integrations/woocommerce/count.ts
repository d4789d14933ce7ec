import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import type { Call } from './client.ts'
import { writeGmt } from './gmt.ts'
import { bareStatus, meaningOf, type StatusMeaning } from './statuses.ts'

const PER_PAGE = 100
const Rows = z.array(z.object({ status: text, date_paid_gmt: text }))

/** How many orders were placed in a span, without those that nobody bought: they never come in. */
export async function countOrders(
  call: Call,
  { since, until }: { since: Date; until: Date },
  statuses: ReadonlyMap<string, StatusMeaning>,
): Promise<number> {
  const isBought = ({ status, date_paid_gmt }: z.output<typeof Rows>[number]) =>
    meaningOf(bareStatus(status ?? ''), date_paid_gmt !== null, statuses) !== 'ignore'
  // Both ends are left out there; here the first belongs to the span.
  const span = { after: writeGmt(new Date(since.getTime() - 1_000)), before: writeGmt(until), dates_are_gmt: true }
  const shape = { orderby: 'date', order: 'asc', per_page: PER_PAGE, _fields: 'id,status,date_paid_gmt' }
  let count = 0
  for (let page = 1; ; page++) {
    const rows = Rows.parse((await call('GET', 'wc/v3/orders', { query: { ...span, ...shape, page } })).body)
    count += rows.filter(isBought).length
    if (rows.length < PER_PAGE) return count
  }
}

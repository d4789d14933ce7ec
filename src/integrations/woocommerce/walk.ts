import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { Call } from './client.ts'
import { readGmt, writeGmt } from './gmt.ts'

const PER_PAGE = 100
const SECOND = 1_000

const Row = z.looseObject({ id: z.number(), date_modified_gmt: text })
type Row = z.output<typeof Row>

/**
 * Reads the orders that changed in a span, oldest change first, each as the store has it then. An order that changes
 * meanwhile moves to the end and shifts the pages, so each page begins at the last change that was seen.
 * @param statuses `any` leaves out what is in the trash.
 */
export async function walkOrders(
  call: Call,
  { since, until }: { since: Date; until: Date },
  statuses: readonly string[],
  take: (orders: readonly Row[]) => Promise<void>,
): Promise<void> {
  const seen = new Set<string>()
  let after = new Date(since.getTime() - SECOND)
  for (let page = 1; ; ) {
    const query = { ...span(after), status: statuses, orderby: 'modified', order: 'asc', per_page: PER_PAGE, page }
    const rows = Rows.parse((await call('GET', 'wc/v3/orders', { query })).body)
    const fresh = rows.filter(row => changedAt(row) <= until && !seen.has(keyOf(row)))
    for (const row of fresh) seen.add(keyOf(row))
    if (fresh.length > 0) await take(fresh)
    const last = rows.at(-1)
    if (!last || rows.length < PER_PAGE || changedAt(last) > until) return
    const next = new Date(changedAt(last).getTime() - SECOND)
    // A whole page of one second, as a bulk edit leaves it: only the next page leads on.
    if (next > after) [after, page] = [next, 1]
    else page += 1
  }
}

const Rows = z.array(Row)
const All = z.array(z.unknown())

const keyOf = ({ id, date_modified_gmt }: Row) => `${id} ${date_modified_gmt}`
const changedAt = ({ date_modified_gmt }: Row) => readGmt(date_modified_gmt ?? '')
const span = (after: Date) => ({ modified_after: writeGmt(after), dates_are_gmt: true })

/**
 * Makes sure that a store understands which changes it is asked for: it knows of none in the future, and of its last one.
 * WooCommerce before 5.8 ignores the question and would answer with every order there is.
 * @throws Refusal
 */
export async function checkFilter(call: Call, site: string, now: Date): Promise<void> {
  const count = async (after: Date) => {
    const query = { ...span(after), per_page: 1, _fields: 'id' }
    const { body, total } = await call('GET', 'wc/v3/orders', { query })
    return total ?? All.parse(body).length
  }
  const old = `${site} can’t say which orders changed. Update WooCommerce to 5.8 or newer.`
  if ((await count(new Date(now.getTime() + 366 * 86_400_000))) > 0) throw new Refusal(old)
  const newest = { orderby: 'modified', order: 'desc', per_page: 1, _fields: 'id,date_modified_gmt' }
  const [last] = Rows.parse((await call('GET', 'wc/v3/orders', { query: newest })).body)
  if (last && (await count(new Date(changedAt(last).getTime() - SECOND))) === 0) throw new Refusal(old)
}

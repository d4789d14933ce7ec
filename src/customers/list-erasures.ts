import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { erasures } from '../erasures/tables.ts'
import { ERASED_WHAT, WHYS } from '../erasures/why.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { pageButtons, pageNumber } from '../kernel/asking/page.ts'
import { count } from '../kernel/words/text.ts'
import { stores } from '../stores/tables.ts'

export const ListErasures = z.object({ page: pageNumber })
/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

/** What was erased, the last first: when, why, by whom, of which orders and how much; never what it was. */
export async function listErasures({ db }: Verb, { page }: z.output<typeof ListErasures>): Promise<Outcome> {
  const from = (page - 1) * PAGE
  const all = await db.$count(erasures)
  const rows = await db
    .select({ erasure: erasures, store: stores.name })
    .from(erasures)
    .leftJoin(stores, eq(stores.key, erasures.store))
    .orderBy(desc(erasures.at), desc(erasures.id))
    .offset(from)
    .limit(PAGE)
  const summary =
    rows.length > 0
      ? `${from + 1} to ${from + rows.length} of ${count(all, 'erasure')}, the last first.`
      : 'Nothing has been erased yet.'
  const buttons = pageButtons({ command: 'customer.log', input: {} }, { page, isMore: from + rows.length < all })
  const lines = rows.map(({ erasure, store }) => {
    const { externalId, number, person, address, words, why, by, fields, files, pending, at } = erasure
    const whose =
      externalId === null ? (person ? 'All orders of a customer' : 'All orders') : `Order ${number ?? externalId}`
    const what = ERASED_WHAT[address && words ? 'all' : address ? 'address' : 'words']
    const how = externalId === null ? [] : [`${count(fields, 'field')}, ${count(files, 'file')}`]
    const detail = [what, WHYS[why], by, ...how, ...(pending ? ['still to be done'] : []), ''].join(' · ')
    return { text: `${whose} of ${store ?? erasure.store}`, detail, when: { at: at.toISOString() } }
  })
  return {
    text: summary,
    card: { audience: 'staff', tone: 'neutral', title: 'What was erased', summary, lines, buttons },
  }
}

import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { erasures } from '../erasures/tables.ts'
import { ERASED_WHAT, WHYS } from '../erasures/why.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { stores } from '../stores/tables.ts'

export const ListErasures = z.object({})
const MOST = 25

/** What was erased last: when, why, by whom, of which orders and how much; never what it was. */
export async function listErasures({ db }: Verb): Promise<Outcome> {
  const rows = await db
    .select({ erasure: erasures, store: stores.name })
    .from(erasures)
    .leftJoin(stores, eq(stores.key, erasures.store))
    .orderBy(desc(erasures.at), desc(erasures.id))
    .limit(MOST)
  const summary = rows.length > 0 ? `The last ${count(rows.length, 'erasure')}.` : 'Nothing has been erased yet.'
  const lines = rows.map(({ erasure, store }) => {
    const { externalId, number, person, address, words, why, by, fields, files, pending, at } = erasure
    const whose =
      externalId === null ? (person ? 'All orders of a customer' : 'All orders') : `Order ${number ?? externalId}`
    const what = ERASED_WHAT[address && words ? 'all' : address ? 'address' : 'words']
    const how = externalId === null ? [] : [`${count(fields, 'field')}, ${count(files, 'file')}`]
    const detail = [what, WHYS[why], by, ...how, ...(pending ? ['still to be done'] : []), ''].join(' · ')
    return { text: `${whose} of ${store ?? erasure.store}`, detail, when: { at: at.toISOString() } }
  })
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'What was erased', summary, lines } }
}

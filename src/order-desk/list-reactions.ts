import { and, eq, sql } from 'drizzle-orm'
import type { Events } from '../events.ts'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { events } from '../kernel/ground/tables.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { MOST_CARDS } from '../orders/burst.ts'

type Listed = Events['orders.listed']

/** Shows orders that come in together in one message, which counts on while more of them come. */
export const postList: Reaction<'orders.listed'> = (speech, { about }) => {
  speech.later('list new orders', about, async (last, lists) => {
    for (const id of lists) {
      const card = listCard(await sumOf(last, id))
      await last.post({ kind: 'new-orders', subject: id }, await last.staffRooms('orders'), card)
    }
  })
  return Promise.resolve()
}

/** How many facts the first numbers are read from: an order that comes alone brings one. */
const NAMED = 10

/** All that was listed in a message so far, as one fact. */
async function sumOf({ read }: Speech, list: string): Promise<Listed> {
  const { about, name, data, id } = events
  const sum = (key: string) => sql<number>`coalesce(sum((${data}->>${sql.raw(`'${key}'`)})::int), 0)::int`
  const own = and(eq(about, list), eq(name, 'orders.listed'))
  const first = sql<readonly Listed[] | null>`(select jsonb_agg(told.data) from (
    select ${data} from ${events} where ${own} order by ${id} limit ${NAMED}) as told)`
  const [all] = await read
    .select({ first, received: sum('received'), unsupplied: sum('unsupplied') })
    .from(events)
    .where(own)
  const { first: told, received = 0, unsupplied = 0 } = all ?? {}
  const numbers = (told ?? []).flatMap(one => one.numbers).slice(0, NAMED)
  const { store = '', since } = told?.[0] ?? {}
  return { store, received, unsupplied, numbers, ...(since && { since }) }
}

/** How many came in, the first numbers, and what needs somebody. Pure. */
export function listCard({ store, received, unsupplied, numbers, since }: Listed): Card {
  const more = received - numbers.length
  const loose = `${count(unsupplied, 'of them has a line', 'of them have lines')} that nobody supplies.`
  const came = since
    ? `${count(received, 'more order')} came in for ${store} within the hour.`
    : `${count(received, 'order')} came in for ${store} from a file.`
  return {
    audience: 'staff',
    tone: unsupplied > 0 ? 'warning' : 'neutral',
    title: `New orders of ${store}`,
    summary: `${came}${unsupplied > 0 ? ` ${loose}` : ''}`,
    facts: [
      { label: 'First of them', value: list([...numbers, ...(more > 0 ? [`${count(more, 'other')}`] : [])]) },
      ...(since ? [{ label: 'Since', value: { at: since } }] : []),
    ],
    context: `${since ? `Each hour, the first ${MOST_CARDS} orders have a card each, and so does any order that needs you. ` : ''}The card of an order appears here once somebody does something with it.`,
    buttons: [
      { label: 'List', command: 'order.list', input: { which: 'open' } },
      { label: 'Forward new orders', command: 'order.plan', input: {} },
    ],
  }
}

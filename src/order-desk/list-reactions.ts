import type { Events } from '../events.ts'
import type { Reaction } from '../kernel/asking/reaction.ts'
import { story } from '../kernel/ground/journal.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'

type Listed = Events['orders.listed']

/** Shows orders that come in together in one message, which counts on while more of them come. */
export const postList: Reaction<'orders.listed'> = (speech, { about }) => {
  speech.later('list new orders', about, async (last, lists) => {
    for (const id of lists) {
      const told = (await story(last.read, [id])).flatMap(one => (one.name === 'orders.listed' ? [one.data] : []))
      await last.post({ kind: 'new-orders', subject: id }, await last.staffRooms('orders'), listCard(told))
    }
  })
  return Promise.resolve()
}

/** How many came in, the first numbers, and what needs somebody. Pure. */
export function listCard(told: readonly Listed[]): Card {
  const sum = (of: (one: Listed) => number) => told.reduce((all, one) => all + of(one), 0)
  const [received, unsupplied] = [sum(one => one.received), sum(one => one.unsupplied)]
  const { store = '', numbers = [] } = told[0] ?? {}
  const more = received - numbers.length
  const loose = `${count(unsupplied, 'of them has a line', 'of them have lines')} that nobody supplies.`
  return {
    audience: 'staff',
    tone: unsupplied > 0 ? 'warning' : 'neutral',
    title: `New orders of ${store}`,
    summary: `${count(received, 'order')} came in for ${store} from a file.${unsupplied > 0 ? ` ${loose}` : ''}`,
    facts: [{ label: 'First of them', value: list([...numbers, ...(more > 0 ? [`${count(more, 'other')}`] : [])]) }],
    context: 'The card of an order appears here once somebody does something with it.',
    buttons: [{ label: 'List', command: 'order.list', input: { which: 'open' } }],
  }
}

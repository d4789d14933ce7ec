import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { allStores } from './find-store.ts'
import { ENDS, keptInWords } from './options.ts'

export const ListStores = z.object({})

/** The stores orders come from, and whether each forwards by itself. */
export async function listStores({ db }: Verb): Promise<Outcome> {
  const all = await allStores(db)
  if (all.length === 0)
    return {
      text: 'No order has come in yet. There are no stores to list. Connect Shopify or WooCommerce, or import a CSV.',
    }
  const summary = `${count(all.length, 'store')}.`
  const lines = all.map(({ name, key, kind, autoForwardAt, sendAuthorizedAt, sendCashOnDeliveryAt, ...store }) => ({
    text: name,
    detail: [
      ...[kind, key, `auto-forward ${autoForwardAt ? 'on' : 'off'}`],
      ...(sendAuthorizedAt ? ['sends authorized orders'] : []),
      ...(sendCashOnDeliveryAt ? ['sends cash on delivery'] : []),
      ...Object.values(ENDS).flatMap(({ label, column }) =>
        store[column] === null ? [] : [`${label}: ${keptInWords(store[column])}`],
      ),
    ].join(' · '),
  }))
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'Stores', summary, lines } }
}

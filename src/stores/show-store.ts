import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findStore } from './find-store.ts'
import { optionsOf } from './options.ts'
import { isConnected, type Store, storeLinks } from './tables.ts'

export const ShowStore = z.object({ store: z.string().min(1) })

/** A store, how it is connected, and how it is set. */
export async function showStore({ db, outside }: Verb, input: z.infer<typeof ShowStore>): Promise<Outcome> {
  const store = await findStore(db, input.store)
  const [link = null] = await db
    .select()
    .from(storeLinks)
    .where(and(eq(storeLinks.storeId, store.id), isConnected))
  const settings = outside.storefronts.get(store.kind)?.settings
  const troubles = link?.troubles ?? []
  const summary = link
    ? (troubles[0] ?? 'It is connected.')
    : 'It isn’t connected: Waybill takes its orders, and writes nothing there.'
  const set = [...gatesOf(store), ...optionsOf(store, link, settings)]
  return {
    text: `${store.name}: ${summary}`,
    card: {
      ...{ audience: 'staff', tone: troubles.length > 0 ? 'warning' : 'neutral', title: store.name, summary },
      facts: [
        { label: 'Kind', value: store.kind },
        { label: 'Address', value: store.key },
        ...(link ? [{ label: 'Connected', value: { at: link.connectedAt.toISOString() } }] : []),
        ...(link ? [{ label: 'Connected by', value: link.connectedBy }] : []),
        ...(link?.checkedAt ? [{ label: 'Checked', value: { at: link.checkedAt.toISOString() } }] : []),
      ],
      lines: [
        ...troubles.slice(1).map(text => ({ text })),
        ...set.map(({ label, is }) => ({ text: label, detail: is })),
      ],
      buttons: [
        ...(link ? [{ label: 'Check again', command: 'store.check', input: { store: store.id } }] : []),
        { label: 'Remove', command: 'store.remove', input: { store: store.id }, style: 'danger' },
      ],
    },
  }
}

const gatesOf = ({ autoForwardAt, sendAuthorizedAt, sendCashOnDeliveryAt }: Store) => [
  { label: 'auto-forward', is: autoForwardAt ? 'on' : 'off' },
  { label: 'authorized orders', is: sendAuthorizedAt ? 'sent' : 'wait for the money' },
  { label: 'cash on delivery', is: sendCashOnDeliveryAt ? 'sent' : 'waits for the money' },
]

import pLimit from 'p-limit'
import type { Ask } from '../asking/command.ts'
import type { SendAnswer } from '../hearing/inbox.ts'
import type { Chat } from '../shapes/chat.ts'
import type { Feed } from '../shapes/feed.ts'
import type { Importer } from '../shapes/importer.ts'
import type { Mailer } from '../shapes/mailer.ts'
import type { Storefront } from '../shapes/storefront.ts'
import { forgetAbsentChats } from './forget-absent-chats.ts'
import type { Connection, Integration, Offered, Planned } from './integration.ts'

/** An integration that is wired up. */
export type Connected = { title: string; connection: Connection }

/** What the house knows of outside systems, by the names of their integrations. */
type Brought = {
  chats: Map<string, Chat>
  storefronts: Map<string, Storefront>
  feeds: Map<string, Feed>
  mailers: Map<string, Mailer>
}

type Asked = { integrations: readonly Integration[]; plans: readonly Planned[] }

/** How much of what systems tell is worked on at once: most of the ten connections are for people and for delivery. */
const SYSTEMS = 4

/** Wires up all that the settings ask for, in the order of the registry. Chats are added to `chats`, what can be done at stores to `storefronts`, carriers' feeds to `feeds`, and what carries mail to customers to `mailers`. */
export async function connectAll(
  { integrations, plans }: Asked,
  { chats, storefronts, feeds, mailers }: Brought,
  offered: Omit<Offered, 'importers'>,
): Promise<{ all: readonly Connected[]; replies: ReadonlyMap<string, SendAnswer> }> {
  const ask = inTurn(offered.ask)
  const importers = openImporters(integrations, ask)
  for (const { name, storefront } of integrations) if (storefront) storefronts.set(name, storefront(offered))
  const replies = new Map<string, SendAnswer>()
  const all: Connected[] = []
  for (const { integration, plan } of plans) {
    const connection = await plan.connect({ ...offered, ask, importers })
    all.push({ title: integration.title, connection })
    if (connection.chat) chats.set(integration.name, connection.chat)
    if (connection.storefront) storefronts.set(integration.name, connection.storefront)
    if (connection.feed) feeds.set(integration.name, connection.feed)
    if (connection.mailer) mailers.set(integration.name, connection.mailer)
    if (connection.reply) replies.set(integration.name, connection.reply)
  }
  await forgetAbsentChats(offered.db, offered.ask, chats)
  return { all, replies }
}

/** When there is more than a few can do at once, systems wait; people, who ask through the desk, do not. */
function inTurn(ask: Ask): Ask {
  const turn = pLimit(SYSTEMS)
  return (...asked) => turn(() => ask(...asked))
}

/** What reads files of orders, by the kind of store that the orders are of. */
export function openImporters(integrations: readonly Integration[], ask: Ask): ReadonlyMap<string, Importer> {
  return new Map(integrations.flatMap(({ name, importer }) => (importer ? [[name, importer({ ask })] as const] : [])))
}

import type { Connection } from '../../kernel/connecting/integration.ts'
import type { Chat } from '../../kernel/shapes/chat.ts'
import { delivering } from './deliver.ts'
import { mailingCustomers } from './mail-customers.ts'
import type { MailParts } from './mail-parts.ts'
import { posting } from './post.ts'
import { mailReach } from './reach.ts'
import { keepStop } from './stop-address.ts'
import { mustTakeUs, openTransport } from './transport.ts'

/** Least time from one mail to the next to one address, ms; and mails in a second to all. */
const PACE = { address: 1_000, all: 2 }

/** E-mail as a chat: it posts, and what it has posted stays as it is. */
export function connectEmail(parts: MailParts, pace = PACE): Connection & { chat: Chat } {
  const transport = openTransport(parts.settings, pace.all)
  const { db, now } = parts
  const delivery = delivering({ send: transport.send, stop: (address, why) => keepStop(db, address, why, now()) })
  const customers = parts.settings.support.length > 0 ? mailingCustomers({ ...parts, transport }) : null
  return {
    chat: { name: 'email', pace: pace.address, reach: mailReach, post: posting({ ...parts, delivery }) },
    start: () => mustTakeUs(transport),
    ...(customers && { mailer: customers }),
    trouble: () => delivery.trouble() ?? customers?.trouble() ?? null,
    stop: transport.close,
  }
}

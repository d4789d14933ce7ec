import { inArray, or, sql } from 'drizzle-orm'
import { holding } from '../../../kernel/ground/holding.ts'
import { messages } from '../../../kernel/ground/tables.ts'
import { mailboxes, receivedMails } from './tables.ts'

/** A mail about an order quotes what was written there. The row stays, so that the same mail never comes back. */
export const receivedHoldings = [
  holding(
    receivedMails,
    { via: 'kept', outcome: 'kept', from: 'words', to: 'words', raw: 'words' },
    {
      // A customer’s mail answers no message of ours: the card that shows it names it.
      rows: ({ messages: ids }) =>
        or(
          inArray(receivedMails.messageId, [...ids]),
          sql`exists (select from ${messages} where ${inArray(messages.id, [...ids])}
            and ${messages.subject} = ${receivedMails.id}::text)`,
        ),
    },
  ),
  holding(mailboxes, { name: 'kept', uidValidity: 'kept' }),
]

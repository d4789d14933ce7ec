import { inArray, sql } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { conversationEnds, conversations, utterances } from './tables.ts'

/** A conversation has the id of its case. Who wrote stays; what they wrote, and had written before, goes. */
export const conversationHoldings = [
  holding(conversations, { about: 'kept' }),
  holding(conversationEnds, { kind: 'kept', subject: 'kept', side: 'kept' }),
  holding(
    utterances,
    {
      ...{ side: 'kept', chat: 'kept', user: 'kept', name: 'kept', message: 'kept', heldFor: 'kept' },
      ...{ text: 'words', whole: 'words', lacks: 'words', files: 'words', earlier: 'words' },
    },
    {
      rows: ({ cases }) => inArray(utterances.conversationId, [...cases]),
      files: which => sql`select one->>'file' from ${utterances}, jsonb_array_elements(${utterances.files}) one
        where ${which}`,
    },
  ),
]

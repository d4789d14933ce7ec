import { inArray, or, sql } from 'drizzle-orm'
import { holding } from '../kernel/ground/holding.ts'
import { mailReplies, mails } from './tables.ts'

/** A mail that only has the address of an order’s customer goes with it: nobody else is meant by that address. */
export const staffMailHoldings = [
  holding(
    mails,
    {
      ...{ address: 'words', name: 'words', subject: 'words', text: 'words', whole: 'words', lacks: 'words' },
      ...{ externalId: 'words', answers: 'words', files: 'words' },
      ...{ settledBy: 'kept', settledHow: 'kept', matchedBy: 'kept', sentTo: 'kept', sendersOrders: 'kept' },
    },
    {
      rows: ({ orders, purchaseOrders }) =>
        or(
          inArray(mails.orderId, [...orders]),
          inArray(mails.purchaseOrderId, [...purchaseOrders]),
          sql`${mails.orderId} is null and ${mails.sendersOrders} ?| array(
            select jsonb_array_elements_text(${JSON.stringify(orders)}::jsonb))`,
        ),
      rowsGo: true,
      files: which => sql`select one->>'file' from ${mails}, jsonb_array_elements(${mails.files}) one where ${which}`,
    },
  ),
  holding(
    mailReplies,
    {
      ...{
        to: 'words',
        subject: 'words',
        text: 'words',
        files: 'words',
        answers: 'words',
        thread: 'words',
        why: 'words',
      },
      ...{ sentFrom: 'kept', byChat: 'kept', byUser: 'kept', byName: 'kept' },
    },
    {
      rows: ({ orders }) => inArray(mailReplies.orderId, [...orders]),
      rowsGo: true,
      files: which =>
        sql`select one->>'file' from ${mailReplies}, jsonb_array_elements(${mailReplies.files}) one where ${which}`,
    },
  ),
]

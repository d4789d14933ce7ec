/** The webhooks that Waybill takes, and what each brings. */
export const TOPICS = {
  'order.created': 'New orders.',
  'order.updated': 'What changes later: status, lines, address, refunds.',
  'order.deleted': 'An order was put into the trash.',
  'order.restored': 'It was taken out of the trash.',
} as const

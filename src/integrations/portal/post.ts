import type { Chat } from '../../kernel/shapes/chat.ts'
import { slug } from '../../kernel/words/slug.ts'

/**
 * Rooms of suppliers that have no other place: what the board has is what their pages show, so that a post is settled as
 * soon as it is asked for.
 */
export const portalChat: Chat = {
  name: 'portal',
  pace: 0,
  post: async ({ key }) => key,
  edit: async () => {},
  find: async ({ key }) => key,
  reach: {
    title: 'Portal',
    asks: null,
    handsOutLinks: true,
    /** The person who has the link is called as staff said, or as the supplier is. */
    read(entered, supplier) {
      const name = entered.trim().replace(/^@/, '') || supplier.name
      const user = slug(name) || 'supplier'
      return { channel: supplier.id, name: 'portal', people: [{ user, name }] }
    },
    remedy: 'Make the supplier another link with /supplier link',
    next: 'For each further person name them in /supplier reach, and make a link with /supplier link.',
  },
}

import { eq } from 'drizzle-orm'
import type { Ask } from '../../kernel/asking/command.ts'
import type { ReadResources } from '../../kernel/connecting/read-resources.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { messages } from '../../kernel/ground/tables.ts'
import { type Actor, waybill } from '../../kernel/shapes/actor.ts'
import type { Chat, Post } from '../../kernel/shapes/chat.ts'
import { messageAbout } from './message-about.ts'

type Parts = { db: Db; ask: Ask; resources: ReadResources; now: () => Date }

/** A supplier's room is called by the supplier's id. */
const readerIn = (supplierId: string): Actor => ({
  ...{ side: 'supplier', supplierId, chat: 'api', user: '', name: 'API', roomId: null },
})

/**
 * The room of a supplier's systems. What stands there is read from the API, so that a post is settled at once: whether
 * anybody is notified of it by webhook is owed like any other webhook.
 */
export function apiChat({ db, ask, resources, now }: Parts): Chat {
  const notify = async ({ key, channel, card }: Post, isNew: boolean) => {
    const { kind, subject, version } = messages
    const [one] = await db.select({ kind, subject, version }).from(messages).where(eq(messages.id, key))
    if (!one) return
    const about = await messageAbout(resources, readerIn(channel), { ...one, card, isNew })
    const id = isNew ? key : `${key}_${one.version}`
    if (about) await ask('webhook.write', { owner: channel, id, at: now().toISOString(), ...about }, waybill)
  }
  return {
    name: 'api',
    pace: 0,
    async post(post) {
      await notify(post, true)
      return post.key
    },
    edit: (_, post) => notify(post, false),
    reach: {
      title: 'API',
      asks: null,
      read: (_, { id }) => ({ channel: id, name: 'API', people: [] }),
      remedy: 'See whether the supplier’s keys are in force with /api list, then send a test',
      next: 'Make a key for the supplier’s system: /api key. To notify it: /webhook supplier',
    },
  }
}

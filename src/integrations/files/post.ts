import { eq } from 'drizzle-orm'
import type { Ask } from '../../kernel/asking/command.ts'
import type { Db } from '../../kernel/ground/db.ts'
import { messages, type Room, rooms } from '../../kernel/ground/tables.ts'
import { Gone, Invalid, type Medium, type Post } from '../../kernel/shapes/chat.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { slug } from '../../kernel/words/slug.ts'
import { actorOf } from './actor.ts'
import { cardText } from './card-text.ts'
import { fileName } from './folder.ts'
import type { InFolder } from './open-folder.ts'
import { orderFiles } from './tables.ts'

const PURCHASE_ORDER = 'purchase-order'
/** Cards about what the supplier's own files show, and words about buttons. */
const UNWRITTEN = ['tracking-import', 'greeting', 'new-purchase-orders']

type Parts = { db: Db; ask: Ask; inFolder: InFolder }

/**
 * Writes a purchase order as CSV, and what else is posted as text. The same post is the same file. Where a purchase order
 * asks something else by now, it is written again as its next version, and the one before is put away.
 */
export function writing(parts: Parts): Required<Pick<Medium, 'post' | 'edit'>> {
  const { db, inFolder } = parts
  return {
    async post(post) {
      const found = await roomOf(db, post.key)
      if (!found) throw new Gone('it is not on the board any more')
      if (UNWRITTEN.includes(found.kind)) return post.key
      if (found.kind === PURCHASE_ORDER) return (await writeOrder(parts, post, found)) ?? post.key
      const path = `messages/${fileName(slug(post.card.title))}-${post.key.slice(0, 8)}.txt`
      await inFolder(post.channel, folder => folder.write(path, new TextEncoder().encode(cardText(post.card))))
      return path
    },
    async edit(_, post) {
      const found = await roomOf(db, post.key)
      if (found?.kind === PURCHASE_ORDER) await writeOrder(parts, post, found)
    },
  }
}

type Found = { room: Room; kind: string; subject: string }

async function roomOf(db: Db, messageId: string): Promise<Found | undefined> {
  const [found] = await db
    .select({ room: rooms, kind: messages.kind, subject: messages.subject })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(eq(messages.id, messageId))
  return found
}

/** Where its file is; null where what is asked is in the file that is there. */
async function writeOrder({ db, ask, inFolder }: Parts, { key, channel }: Post, found: Found): Promise<string | null> {
  const [last] = await db.select().from(orderFiles).where(eq(orderFiles.messageId, key))
  const asked = { purchaseOrder: found.subject, ...(last && { unless: last.mark }) }
  const written = await ask('po.file', asked, actorOf(found.room)).catch(error => {
    throw error instanceof Refusal ? new Invalid(error.message) : error
  })
  if (!written.text) return null
  const [number = '', mark = ''] = (written.outcome ?? '').split(' ')
  const version = (last?.version ?? 0) + 1
  const name = (of: number) => `${fileName(number)}${of > 1 ? `.v${of}` : ''}.csv`
  const path = `orders/${name(version)}`
  await inFolder(channel, async folder => {
    await folder.write(path, new TextEncoder().encode(written.text))
    const old = name(version - 1)
    // Their system may have taken it already.
    if (last && (await folder.list('orders')).some(one => one.name === old))
      await folder.move(`orders/${old}`, `orders/superseded/${old}`)
  })
  const row = { messageId: key, version, mark }
  await db.insert(orderFiles).values(row).onConflictDoUpdate({ target: orderFiles.messageId, set: row })
  return path
}

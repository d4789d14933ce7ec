import { and, eq, sql } from 'drizzle-orm'
import { type Chat, type Drawn, NoRoom, type Post } from '../../kernel/chat.ts'
import { clean } from '../../kernel/clean.ts'
import type { Db } from '../../kernel/db.ts'
import type { Choice } from '../../kernel/form.ts'
import { tick } from './clock.ts'
import { findPerson, mayRead, type People } from './people.ts'
import type { Pulse } from './pulse.ts'
import { findRoom, listRooms, openRoom } from './rooms.ts'
import { slug } from './slug.ts'
import { consoleMessages } from './tables.ts'

/** The embedded chat: its messages are rows, so a post is settled the moment it is answered. */
export function consoleChat({ db, people, pulse }: { db: Db; people: People; pulse: Pulse }): Chat {
  const find = async ({ key, channel }: Post) => {
    const [row] = await db
      .select({ id: consoleMessages.id })
      .from(consoleMessages)
      .where(and(eq(consoleMessages.key, key), eq(consoleMessages.channel, channel)))
    return row ? String(row.id) : null
  }
  return {
    name: 'console',
    pace: 0,
    find,
    async post(post) {
      const { key, channel, thread, card } = post
      if (!(await findRoom(db, channel))) throw new NoRoom(`there is no room “${channel}”`)
      const ticked = tick(db)
      const [posted] = await db
        .with(ticked)
        .insert(consoleMessages)
        .values({
          key,
          channel,
          thread: thread === null ? null : Number(thread),
          card: stored(card),
          revision: now(ticked),
        })
        .onConflictDoNothing({ target: consoleMessages.key })
        .returning({ id: consoleMessages.id })
      const ref = posted ? String(posted.id) : await find(post)
      if (ref === null) throw new Error('a message of that key stands in another room')
      pulse.beat()
      return ref
    },
    async edit(ref, { card }) {
      const ticked = tick(db)
      const edited = await db
        .with(ticked)
        .update(consoleMessages)
        .set({ card: stored(card), revision: now(ticked), editedAt: sql`now()` })
        .where(eq(consoleMessages.id, Number(ref)))
        .returning({ id: consoleMessages.id })
      if (edited.length === 0) throw new Error(`there is no message ${ref}`)
      pulse.beat()
    },
    async findChannel(named) {
      const room = await openRoom(db, named)
      pulse.beat()
      return room && { channel: room.id, name: room.name }
    },
    findPerson: named => findPerson(people, named),
    async isIn(user, channel) {
      const person = (await people()).find(one => one.user === user)
      return person !== undefined && mayRead(person, channel)
    },
    suggest: (kind, typed) => (kind === 'channel' ? suggestRooms(db, typed) : suggestPeople(people, typed)),
  }
}

async function suggestRooms(db: Db, typed: string): Promise<Choice[]> {
  const named = slug(typed)
  const rooms = (await listRooms(db)).filter(({ id }) => id.includes(named))
  const choices = rooms.map(({ id, name }) => ({ value: `#${id}`, label: `#${name}` }))
  if (!named || rooms.some(({ id }) => id === named)) return choices
  return [...choices, { value: `#${named}`, label: `#${named}`, detail: 'opens a new room' }]
}

async function suggestPeople(people: People, typed: string): Promise<Choice[]> {
  const named = slug(typed)
  const found = (await people()).filter(person => person.user.includes(named) || slug(person.name).includes(named))
  return found.map(({ name, title }) => ({ value: name, label: name, detail: title }))
}

function now(ticked: ReturnType<typeof tick>) {
  return sql`(select ${ticked.revision} from ${ticked})`
}

function stored(card: Drawn): Drawn {
  return clean(card) as Drawn
}

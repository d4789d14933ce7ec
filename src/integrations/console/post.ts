import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { loadFile } from '../../kernel/ground/load-file.ts'
import { type Directory, type Drawn, NoRoom, type Post, type WholeChat } from '../../kernel/shapes/chat.ts'
import type { Choice } from '../../kernel/shapes/form.ts'
import { clean } from '../../kernel/words/clean.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { slug } from '../../kernel/words/slug.ts'
import { tick } from './clock.ts'
import { findPerson, introduce, mayRead, type People } from './people.ts'
import type { Pulse } from './pulse.ts'
import type { Parking } from './receive/parking.ts'
import { findConsoleRoom, listRooms, openRoom } from './rooms.ts'
import { consoleMessages } from './tables.ts'

export type ConsoleChat = WholeChat & { directory: Required<Omit<Directory, 'look' | 'makeRoom'>> }

type Parts = { db: Db; people: People; pulse: Pulse; parking: Parking }

/** The embedded chat: its messages are rows, so a post is settled the moment it is answered. */
export function consoleChat({ db, people, pulse, parking }: Parts): ConsoleChat {
  const find = async ({ key, channel }: Post) => {
    const [row] = await db
      .select({ id: consoleMessages.id })
      .from(consoleMessages)
      .where(and(eq(consoleMessages.key, key), eq(consoleMessages.channel, channel)))
    return row ? String(row.id) : null
  }
  const setClosed = async (root: string, closed: boolean) => {
    const ticked = tick(db)
    const message = and(eq(consoleMessages.id, Number(root)), ne(consoleMessages.closed, closed))
    await db
      .with(ticked)
      .update(consoleMessages)
      .set({ closed, revision: now(ticked) })
      .where(message)
    pulse.beat()
  }
  return {
    name: 'console',
    namesArguments: false,
    pace: 0,
    find,
    async post(post) {
      const { key, channel, thread, card } = post
      if (!(await findConsoleRoom(db, channel))) throw new NoRoom(`there is no room “${channel}”`)
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
    // Relative to the room that one reads: who one is stands in the address.
    address: async (channel, ref) => `${encodeURIComponent(channel)}?thread=${ref}`,
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
    files: {
      async fetch({ from, name }) {
        const file = parking.find(from)
        // What was written in a thread was kept with it.
        const kept = file ? null : await loadFile(db, from)
        if (kept) return new Uint8Array(kept.bytes)
        if (!file) throw new Refusal(`“${name}” is not here any more. Send it again.`)
        return new Uint8Array(await file.arrayBuffer())
      },
    },
    threads: { close: root => setClosed(root, true), open: root => setClosed(root, false) },
    directory: {
      async findChannel(named) {
        const room = await findConsoleRoom(db, named)
        return room && { channel: room.id, name: room.name }
      },
      async newChannel(named) {
        const id = slug(named)
        return id ? { channel: id, name: id } : null
      },
      async openChannel(channel) {
        await openRoom(db, channel)
        pulse.beat()
      },
      whyNotRoom: async () => 'A room’s name needs letters or digits, such as #lumen.',
      findPerson: named => findPerson(people, named),
      introduce: async named => introduce(named),
      async isIn(user, channel) {
        const person = (await people()).find(one => one.user === user)
        return person !== undefined && mayRead(person, channel)
      },
      suggest: (kind, typed) => (kind === 'channel' ? suggestRooms(db, typed) : suggestPeople(people, typed)),
    },
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

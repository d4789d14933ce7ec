import { MOST_ATTACHED, MOST_BUTTONS } from '../../src/kernel/shapes/card.ts'
import {
  type ChannelLook,
  type Drawn,
  Gone,
  Later,
  NoRoom,
  type Post,
  Unsure,
  type WholeChat,
} from '../../src/kernel/shapes/chat.ts'
import type { Attachment } from '../../src/kernel/shapes/thread-message.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'

/** What goes wrong with one call. `before` and `after` say whether the chat did what it was asked. */
export type Fault =
  | { fault: 'later'; wait: number }
  | { fault: 'unsure'; when: 'before' | 'after' }
  | { fault: 'hang'; when: 'before' | 'after' }
  | { fault: 'no room' }
  | { fault: 'broken' }

type Call = 'post' | 'edit' | 'find' | 'close' | 'open'

export type MemoryMessage = {
  ref: string
  key: string
  channel: string
  thread: string | null
  card: Drawn
  edits: number
  /** Its thread takes no more writing. */
  closed: boolean
}

export type MemoryChat = WholeChat & {
  /** All messages of all channels, in the order in which they were accepted. */
  readonly messages: readonly MemoryMessage[]
  /** Every call that reached the chat, and when. */
  readonly calls: readonly { call: Call; key: string; at: number }[]
  /** The next calls of that name go wrong, one for each fault. */
  fail(call: Call, ...faults: readonly Fault[]): void
  /** Ends the hanging calls, as a time-out would. */
  release(): void
  /** Somebody chose a file in a form, or wrote it into a thread. */
  send(name: string, bytes: Uint8Array): Attachment
  openRoom(channel: string, look?: Partial<ChannelLook>): void
  closeRoom(channel: string): void
  /** Somebody deletes a message. */
  remove(ref: string): void
  /** A person, and the channels they can read. */
  admit(user: string, name: string, channels: readonly string[], isBot?: true): void
}

/**
 * A chat in memory, stricter than any real one: it posts what it is told as often as it is told,
 * and refuses what some platform would refuse.
 */
export function memoryChat(options: { name?: string; pace?: number; channels?: readonly string[] } = {}): MemoryChat {
  const rooms = new Set(options.channels ?? ['orders'])
  const looks = new Map<string, Partial<ChannelLook>>()
  const people = new Map<string, { name: string; channels: readonly string[]; bot?: true }>()
  const messages: MemoryMessage[] = []
  const deleted = new Set<string>()
  const calls: MemoryChat['calls'][number][] = []
  const uploads = new Map<string, Uint8Array>()
  const faults: Record<Call, Fault[]> = { post: [], edit: [], find: [], close: [], open: [] }
  let hanging: (() => void)[] = []

  /** Does what was asked, or what was ordered to go wrong with it. */
  async function attempt<T>(call: Call, key: string, work: () => T): Promise<T> {
    calls.push({ call, key, at: Date.now() })
    const wrong = faults[call].shift()
    if (!wrong) return work()
    if (wrong.fault === 'later') throw new Later(wrong.wait)
    if (wrong.fault === 'no room') throw new NoRoom('the room is closed')
    if (wrong.fault === 'broken') throw new Error('the chat refused')
    if (wrong.when === 'after') work()
    if (wrong.fault === 'hang') await new Promise<void>(resolve => hanging.push(resolve))
    throw new Unsure('no answer')
  }

  const setClosed = (root: string, channel: string, closed: boolean) => {
    const message = messages.find(({ ref }) => ref === root)
    if (message?.channel !== channel || message.thread !== null) throw new Error(`no root ${root} in that room`)
    message.closed = closed
  }

  return {
    name: options.name ?? 'memory',
    namesArguments: false,
    pace: options.pace ?? 0,
    messages,
    calls,
    post: post =>
      attempt('post', post.key, () => {
        check(post)
        if (looks.get(post.channel)?.lacks) throw new NoRoom('the room takes no posts')
        if (!rooms.has(post.channel)) throw new NoRoom(`there is no room ${post.channel}`)
        const root = messages.find(({ ref }) => ref === post.thread)
        if (post.thread !== null && deleted.has(post.thread)) throw new Gone(`${post.thread} was deleted`)
        if (post.thread !== null && root?.channel !== post.channel)
          throw new Error(`no root ${post.thread} in that room`)
        const ref = `m${messages.length + deleted.size + 1}`
        // Whoever says something in a closed thread has opened it, and must close it again.
        if (root) root.closed = false
        messages.push({ ref, ...structuredClone(post), edits: 0, closed: false })
        return ref
      }),
    address: async (channel, ref) => `https://memory.example/${channel}/${ref}`,
    edit: (ref, post) =>
      attempt('edit', post.key, () => {
        check(post)
        if (deleted.has(ref)) throw new Gone(`${ref} was deleted`)
        const message = messages.find(one => one.ref === ref)
        if (!message || message.key !== post.key) throw new Error(`no message ${ref} of that key`)
        message.card = structuredClone(post.card)
        message.edits += 1
      }),
    find: post =>
      attempt(
        'find',
        post.key,
        () => messages.find(({ key, channel }) => key === post.key && channel === post.channel)?.ref ?? null,
      ),
    threads: {
      close: (root, channel) => attempt('close', root, () => setClosed(root, channel, true)),
      open: (root, channel) => attempt('open', root, () => setClosed(root, channel, false)),
    },
    files: {
      async fetch({ from, name }) {
        const bytes = uploads.get(from)
        if (!bytes) throw new Refusal(`“${name}” is not there any more. Send it again.`)
        return bytes
      },
    },
    send(name, bytes) {
      const from = `upload ${uploads.size + 1}`
      uploads.set(from, bytes)
      return { name, type: 'application/octet-stream', size: bytes.length, from }
    },
    directory: {
      async findChannel(named) {
        const channel = named.trim().replace(/^#/, '')
        return rooms.has(channel) ? { channel, name: channel } : null
      },
      async findPerson(named) {
        const wanted = named.trim().replace(/^@/, '')
        const found = [...people].find(([user, { name }]) => user === wanted || name === wanted)
        return found ? { user: found[0], name: found[1].name, ...(found[1].bot && { bot: true as const }) } : null
      },
      look: async channel => ({ isPublic: false, lacks: null, ...looks.get(channel) }),
      isIn: async (user, channel) => people.get(user)?.channels.includes(channel) ?? false,
      async suggest(kind, typed) {
        const all =
          kind === 'channel' ? [...rooms].map(room => `#${room}`) : [...people.values()].map(({ name }) => name)
        return all.filter(one => one.includes(typed)).map(one => ({ value: one, label: one }))
      },
    },
    fail: (call, ...ordered) => void faults[call].push(...ordered),
    release() {
      for (const go of hanging) go()
      hanging = []
    },
    openRoom(channel, look = {}) {
      rooms.add(channel)
      looks.set(channel, look)
    },
    closeRoom: channel => void rooms.delete(channel),
    remove(ref) {
      deleted.add(ref)
      const at = messages.findIndex(one => one.ref === ref)
      if (at >= 0) messages.splice(at, 1)
    },
    admit: (user, name, channels, bot) => void people.set(user, { name, channels, ...(bot && { bot }) }),
  }
}

/** What some platform would refuse is refused here, so that a test finds it first. */
function check({ key, card }: Post): void {
  if (!key) throw new Error('a post needs a key')
  if (!card.audience) throw new Error(`“${card.title}” says not for whom it is`)
  if (card.picture && !card.picture.alt.trim()) throw new Error(`“${card.title}” has a picture that nobody is told of`)
  if ((card.files?.length ?? 0) > MOST_ATTACHED) throw new Error(`“${card.title}” has ${card.files?.length} files`)
  if (!card.title.trim()) throw new Error('a card needs a title')
  if (!card.summary.trim()) throw new Error(`“${card.title}” needs a summary`)
  if (card.presses.length > MOST_BUTTONS) throw new Error(`“${card.title}” has ${card.presses.length} buttons`)
  const tokens = card.presses.map(({ token }) => token)
  if (new Set(tokens).size < tokens.length) throw new Error(`“${card.title}” has one token twice`)
  const bad = tokens.find(token => !/^[\x21-\x7e]{1,90}$/.test(token))
  if (bad !== undefined) throw new Error(`“${bad}” is no token`)
  if (card.presses.some(({ label }) => !label.trim())) throw new Error(`“${card.title}” has a button without a label`)
}

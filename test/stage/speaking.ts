import type { Inbox } from '../../src/kernel/hearing/inbox.ts'
import type { Act, Payload } from '../../src/kernel/shapes/payload.ts'
import type { Attachment } from '../../src/kernel/shapes/thread-message.ts'
import type { MemoryChat } from './memory-chat.ts'

/** People who write in the threads of a chat in memory. Each deed answers once it is kept, as a platform's delivery would. */
export type Speaking = {
  /** Writes under the root of that ref; answers the message's own id. */
  says(
    user: string,
    channel: string,
    thread: string,
    text: string,
    more?: { lacks?: readonly string[]; attachments?: readonly Attachment[]; at?: string; whole?: string },
  ): Promise<string>
  edits(message: string, text: string): Promise<void>
  deletes(message: string): Promise<void>
  /** Delivers everything again, as platforms do. */
  again(): Promise<void>
}

type Standing = { user: string; channel: string; thread: string }

export function speaking(chat: MemoryChat, inbox: () => Pick<Inbox, 'receive'>): Speaking {
  const standing = new Map<string, Standing>()
  const told: [string, Payload][] = []
  let edits = 0
  const tell = async (key: string, { user, channel }: Standing, act: Act) => {
    const speaker = { chat: chat.name, user: user.toLowerCase(), name: user, channel, roles: [] }
    const heard: Payload = {
      speaker: act.kind === 'deleted' ? { ...speaker, user: '', name: '' } : speaker,
      act,
      reply: {},
    }
    told.push([key, heard])
    await inbox().receive(`${chat.name} ${key}`, heard)
  }
  const find = (message: string) => {
    const found = standing.get(message)
    if (!found) throw new Error(`nobody wrote ${message}`)
    return found
  }
  return {
    async says(user, channel, thread, text, more = {}) {
      const message = `w${standing.size + 1}`
      const where = { user, channel, thread }
      standing.set(message, where)
      const at = new Date().toISOString()
      await tell(`said ${message}`, where, { kind: 'said', message, thread, text, at, ...more })
      return message
    },
    async edits(message, text) {
      const where = find(message)
      edits += 1
      const at = new Date(Date.now() + edits).toISOString()
      await tell(`edited ${message} ${edits}`, where, { kind: 'edited', message, thread: where.thread, text, at })
    },
    async deletes(message) {
      const where = find(message)
      await tell(`deleted ${message}`, where, { kind: 'deleted', message, thread: where.thread })
    },
    async again() {
      for (const [key, heard] of told) await inbox().receive(`${chat.name} ${key}`, heard)
    },
  }
}

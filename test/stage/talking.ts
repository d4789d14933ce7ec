import type { Hono } from 'hono'
import type { SeenMessage } from '../discord/fake/seen.ts'
import type { Seen } from '../slack/fake/seen.ts'
import { words } from './console/reader.ts'
import type { Process, Server } from './discord/discord-bot.ts'
import type { MemoryChat } from './memory-chat.ts'
import type { people as slackPeople } from './slack/slack-bot.ts'
import { speaking } from './speaking.ts'

export type Room = 'orders' | 'lumen'
export type Picture = { name: string; bytes: Uint8Array }

/** What a chat's people do in the threads of a conversation: Sam in #orders, Mei in #lumen. */
export type Talking = {
  writes(room: Room, text: string, picture?: Picture): Promise<Written>
  /** What came across into the thread of a room, oldest first: its words, without heading and footing, and its files. */
  reads(room: Room): Promise<readonly { text: string; files: number }[]>
}
export type Written = { edits(text: string): Promise<void>; deletes(): Promise<void> }

const ROOTS = { orders: 'Conversation with Lumen: Complaint C12 of 1042-A', lumen: 'Purchase order 1042-A' }
/** Without whose words they are, and who reads an answer. */
const inside = (text: string) => text.split('\n').slice(1, -1).join('\n').trim()

export function talkingOnDiscord({ discord, rooms, people }: Server): Talking {
  const ours = discord.state.bot.username
  const root = (room: Room) =>
    discord.seen(rooms[room]).find(({ text }) => text.split('\n')[0] === ROOTS[room])?.id ?? ''
  const who = (room: Room) => (room === 'orders' ? people.sam : people.mei)
  return {
    async writes(room, text, picture) {
      const files = picture ? [{ field: 'files[0]', type: 'image/png', ...picture }] : []
      const message: SeenMessage = who(room).says(root(room), text, files)
      return {
        edits: async to => who(room).edits(message, to),
        deletes: async () => who(room).deletes(message),
      }
    },
    reads: async room =>
      discord
        .seen(root(room))
        .filter(({ author }) => author === ours)
        .slice(1)
        .map(({ text, files }) => ({ text: inside(text), files: files.length })),
  }
}

export function talkingOnSlack({ sam, mei, rooms }: ReturnType<typeof slackPeople>, bot: () => string): Talking {
  const who = (room: Room) => (room === 'orders' ? sam : mei)
  const root = (room: Room) => sam.sees(rooms[room]).find(seen => !seen.threadTs && seen.text.startsWith(ROOTS[room]))
  const below = (room: Room, seen: Seen) => seen.threadTs === root(room)?.ts && seen.from === bot() && !seen.ephemeral
  return {
    async writes(room, text, picture) {
      const thread = root(room)
      const { seen } = who(room).says(rooms[room], text, { ...(thread && { thread }), files: picture ? [picture] : [] })
      return { edits: async to => who(room).edits(seen, to), deletes: async () => who(room).deletes(seen) }
    },
    // Slack shows a card's files in messages of their own, below it.
    async reads(room) {
      const mine = sam.sees(rooms[room]).filter(seen => below(room, seen))
      const read: { text: string; files: number }[] = []
      for (const { text, files, blocks } of mine.slice(1)) {
        const last = read.at(-1)
        if (blocks.length > 0) read.push({ text: inside(text).replace(/\s*📎 Below: .*$/, ''), files: 0 })
        else if (last) last.files += files.length
      }
      return read
    },
  }
}

export function talkingInConsole(app: Hono): Talking {
  const who = (room: Room) => (room === 'orders' ? 'sam' : 'mei')
  const get = async (at: string) => (await app.request(at)).text()
  const post = async (at: string, body: FormData | URLSearchParams) =>
    void (await app.request(at, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin' } }))
  const roomAt = (room: Room, as = who(room)) => `/as/${as}/rooms/${room}`
  const root = async (room: Room) => {
    const items = (await get(roomAt(room))).split('data-message="').slice(1)
    return items.find(item => item.includes(`aria-label="${ROOTS[room]}"`))?.split('"')[0] ?? ''
  }
  const replies = async (room: Room) => {
    const panel = await get(`${roomAt(room)}/threads/${await root(room)}`)
    return panel.split('data-message="').slice(2)
  }
  const mine = (item: string) => item.includes('class="own"')
  return {
    async writes(room, text, picture) {
      const body = new FormData()
      body.set('text', text)
      if (picture) body.set('files', new File([new Uint8Array(picture.bytes)], picture.name))
      await post(`${roomAt(room)}/threads/${await root(room)}/say`, body)
      const id = (await replies(room)).findLast(mine)?.split('"')[0] ?? ''
      const own = `${roomAt(room)}/words/${id}`
      return {
        edits: to => post(`${own}/edit`, new URLSearchParams({ text: to })),
        deletes: () => post(`${own}/delete`, new URLSearchParams()),
      }
    },
    async reads(room) {
      const came = (await replies(room)).filter(
        item => item.includes('class="card spoken"') && item.includes('class="context"'),
      )
      return came
        .map(item => ({
          text: words(/<p class="body"[^>]*>([\s\S]*?)<\/p>/.exec(item)?.[1] ?? '').trim(),
          files: item.split('class="files"')[1]?.split('<li>').length ?? 1,
        }))
        .map(({ text, files }) => ({ text, files: files - 1 }))
    },
  }
}

export function talkingInMemory(memory: MemoryChat, bot: Process): Talking {
  const people = speaking(memory, () => bot.inbox)
  const root = (room: Room) =>
    memory.messages.find(one => one.channel === room && one.thread === null && one.card.title === ROOTS[room])?.ref ??
    ''
  return {
    async writes(room, text, picture) {
      const attachments = picture ? [memory.send(picture.name, picture.bytes)] : []
      const message = await people.says(room === 'orders' ? 'Sam' : 'Mei', room, root(room), text, { attachments })
      return { edits: to => people.edits(message, to), deletes: () => people.deletes(message) }
    },
    reads: async room =>
      memory.messages
        .filter(one => one.thread === root(room) && one.channel === room && one.card.isMessage)
        .map(({ card }) => ({ text: String(card.body ?? ''), files: card.files?.length ?? 0 })),
  }
}

import { randomBytes } from 'node:crypto'
import type { Channel, ChannelKind } from './channels.ts'
import type { Clock } from './clock.ts'
import type { Json } from './json.ts'
import { type Message, messageObject, Timestamps } from './messages.ts'
import type { User } from './users.ts'

/** Ids as Slack makes them: a letter for the kind, then capitals and digits. */
export function newId(kind: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  return kind + [...randomBytes(10)].map(byte => letters[byte % letters.length]).join('')
}

/** Everything that Slack remembers of one workspace with our app in it. */
export class Workspace {
  readonly teamId = newId('T')
  readonly domain = 'waybill-test'
  readonly appId = newId('A')
  readonly botId = newId('B')
  readonly botUser: User
  readonly users = new Map<string, User>()
  readonly channels = new Map<string, Channel>()
  /** False where its Slack refuses tables in messages. */
  tables = true
  readonly #messages = new Map<string, Message[]>()
  readonly #ts = new Timestamps()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
    this.botUser = this.addUser({ name: 'waybill', realName: 'Waybill', kind: 'bot' })
  }

  nextTs(): string {
    return this.#ts.next(this.#clock.now())
  }

  addUser(given: Partial<User> & { name: string }): User {
    const external = given.kind === 'external'
    const user: User = {
      id: newId('U'),
      team: external ? newId('T') : this.teamId,
      teamDomain: external ? `${given.name}-works` : this.domain,
      realName: given.name,
      kind: 'member',
      tz: 'Europe/Riga',
      locale: 'en-US',
      email: `${given.name.toLowerCase().replaceAll(/\W/g, '.')}@example.com`,
      deleted: false,
      updated: Math.floor(this.#clock.now() / 1000),
      ...given,
    }
    this.users.set(user.id, user)
    return user
  }

  addChannel(name: string, kind: ChannelKind, members: Iterable<string>, creator: string): Channel {
    const channel: Channel = {
      id: newId(kind === 'im' ? 'D' : 'C'),
      name,
      kind,
      members: new Set(members),
      archived: false,
      readOnly: false,
      created: this.#clock.now(),
      creator,
      previousNames: [],
      connected: new Set(),
    }
    this.channels.set(channel.id, channel)
    return channel
  }

  /** The direct messages between the bot and a person. */
  directWith(user: string): Channel {
    const pair = [this.botUser.id, user]
    for (const channel of this.channels.values())
      if (channel.kind === 'im' && pair.every(id => channel.members.has(id))) return channel
    return this.addChannel('', 'im', pair, user)
  }

  add(given: Partial<Message> & Pick<Message, 'channel' | 'user' | 'text'>): Message {
    const message: Message = {
      ts: this.nextTs(),
      byApp: given.user === this.botUser.id,
      blocks: [],
      threadTs: null,
      broadcast: false,
      metadata: null,
      edited: null,
      unfurl: { links: false, media: true },
      parse: null,
      mrkdwn: true,
      clientMsgId: given.user === this.botUser.id ? null : crypto.randomUUID(),
      files: [],
      onlyFor: null,
      at: this.#clock.now(),
      revisions: 0,
      ...given,
    }
    this.in(message.channel).push(message)
    return message
  }

  /** Every message of a channel, ephemeral ones too, oldest first. */
  in(channel: string): Message[] {
    const known = this.#messages.get(channel)
    if (known) return known
    const none: Message[] = []
    this.#messages.set(channel, none)
    return none
  }

  find(channel: string, ts: unknown): Message | undefined {
    return this.in(channel).find(message => message.ts === ts)
  }

  replies(root: Message): Message[] {
    return this.in(root.channel).filter(message => message.threadTs === root.ts && !message.onlyFor)
  }

  remove(message: Message): void {
    const all = this.in(message.channel)
    all.splice(all.indexOf(message), 1)
  }

  shown(message: Message): Json {
    return messageObject(message, this, message.threadTs ? [] : this.replies(message))
  }

  /** The channel keeps its messages and members under another id. */
  changeId(channel: Channel, id: string): void {
    const messages = this.in(channel.id)
    this.channels.delete(channel.id)
    this.#messages.delete(channel.id)
    channel.id = id
    for (const message of messages) message.channel = id
    this.channels.set(id, channel)
    this.#messages.set(id, messages)
  }
}

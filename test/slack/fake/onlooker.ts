import { until } from '../../stage/until.ts'
import type { Channel } from './channels.ts'
import type { Message } from './messages.ts'
import type { Reader } from './reading.ts'
import { type Seen, type SeenView, seeMessage, seeView } from './seen.ts'
import { isGuest, type User } from './users.ts'
import type { World } from './world.ts'

export type Room = Channel | string

/** Somebody before Slack's screen, and what it shows them: only what is theirs to see. */
export class Onlooker {
  readonly user: User
  protected readonly world: World

  constructor(world: World, user: User) {
    this.world = world
    this.user = user
  }

  get id(): string {
    return this.user.id
  }

  get name(): string {
    return this.user.name
  }

  protected get reader(): Reader {
    const { users, channels } = this.world.workspace
    return {
      tz: this.user.tz,
      userName: id => users.get(id)?.name ?? '',
      channelName: id => channels.get(id)?.name ?? '',
    }
  }

  /** Home members may look into any public channel; strangers and guests only into their own. */
  canSee(room: Room): boolean {
    const channel = this.channel(room)
    return (
      channel.members.has(this.id) ||
      (channel.kind === 'public' && this.user.kind !== 'external' && !isGuest(this.user))
    )
  }

  /** The messages of a channel as they stand on this person's screen: roots by time, replies under their root. */
  sees(room: Room): Seen[] {
    const channel = this.channel(room)
    if (!this.canSee(channel)) return []
    const mine = this.world.workspace.in(channel.id).filter(({ onlyFor }) => onlyFor === null || onlyFor === this.id)
    return mine
      .filter(message => message.threadTs === null)
      .flatMap(root => [root, ...mine.filter(message => message.threadTs === root.ts)])
      .map(message => seeMessage(message, this.reader))
  }

  /** The direct messages with the bot. */
  get direct(): Seen[] {
    return this.sees(this.world.workspace.directWith(this.id))
  }

  get modal(): SeenView | null {
    const stack = this.world.views.stack(this.id)
    const top = stack.at(-1)
    return top ? seeView(top, this.reader, stack.length - 1) : null
  }

  /** A stranger's Home tab stays empty (bolt-js#1948). */
  get home(): SeenView | null {
    const view = this.user.kind === 'external' ? undefined : this.world.views.home(this.id)
    return view ? seeView(view, this.reader, 0) : null
  }

  /** Waits for the newest message here that fits. */
  async reads(room: Room, what: RegExp | ((seen: Seen) => boolean)): Promise<Seen> {
    const fits = typeof what === 'function' ? what : (seen: Seen) => what.test(seen.text)
    return until(() => this.sees(room).findLast(fits), `${this.name} to read ${what}`)
  }

  /** Waits for a modal that fits to be on top. */
  async seesModal(what: RegExp | ((view: SeenView) => boolean) = () => true): Promise<SeenView> {
    const fits = typeof what === 'function' ? what : (view: SeenView) => what.test(`${view.title}\n${view.text}`)
    return until(() => (this.modal && fits(this.modal) ? this.modal : null), `${this.name} to see a modal`)
  }

  async seesHome(what: RegExp | ((view: SeenView) => boolean) = () => true): Promise<SeenView> {
    const fits = typeof what === 'function' ? what : (view: SeenView) => what.test(view.text)
    return until(() => (this.home && fits(this.home) ? this.home : null), `${this.name} to see the Home tab`)
  }

  /** Ephemeral messages are gone when Slack is loaded anew. */
  reloads(): void {
    for (const channel of this.world.workspace.channels.values())
      for (const message of [...this.world.workspace.in(channel.id)])
        if (message.onlyFor === this.id) this.world.workspace.remove(message)
  }

  protected channel(room: Room): Channel {
    const id = typeof room === 'string' ? room : room.id
    const channel = this.world.workspace.channels.get(id)
    if (!channel) throw new Error(`There is no channel ${id}`)
    return channel
  }

  protected inside(room: Room): Channel {
    const channel = this.channel(room)
    if (!channel.members.has(this.id)) throw new Error(`${this.name} is not in #${channel.name}`)
    if (channel.archived) throw new Error(`#${channel.name} is archived`)
    return channel
  }

  protected message(seen: Seen): { channel: Channel; message: Message } {
    const channel = this.channel(seen.channel)
    const message = this.world.workspace.find(channel.id, seen.ts)
    if (!message || !this.canSee(channel) || (message.onlyFor && message.onlyFor !== this.id))
      throw new Error(`${this.name} cannot see that message`)
    return { channel, message }
  }
}

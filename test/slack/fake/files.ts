import { randomBytes } from 'node:crypto'
import type { Clock, Timing } from './clock.ts'
import type { Json } from './json.ts'
import { newId, type Workspace } from './workspace.ts'

/** What somebody sends: a name and its contents. */
export type Sent = { name: string; bytes: Uint8Array }

export type SlackFile = {
  id: string
  name: string
  title: string
  /** As it was announced, bytes. */
  length: number
  bytes: Uint8Array | null
  /** Who uploaded it: the bot, or a person. */
  user: string
  /** Since when Slack has it for good; null = an upload that was begun. */
  completedAt: number | null
  /** Channels in which it can be read. */
  channels: Set<string>
  /** Somebody deleted it: a tombstone is left where it stood. */
  deleted: boolean
}

/** The kinds that an image block shows (docs.slack.dev/reference/block-kit/composition-objects/slack-file-object). */
const pictures: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif' }
const kinds: Record<string, string> = { ...pictures, pdf: 'application/pdf', txt: 'text/plain', html: 'text/html' }

const endingOf = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? ''

/** The files of a workspace, and the addresses at which uploads are taken. */
export class Files {
  readonly all = new Map<string, SlackFile>()
  readonly #tickets = new Map<string, SlackFile>()
  readonly #clock: Clock
  readonly #timing: Timing
  readonly #workspace: Workspace

  constructor(clock: Clock, timing: Timing, workspace: Workspace) {
    this.#clock = clock
    this.#timing = timing
    this.#workspace = workspace
  }

  /** Announces an upload: its id, and the address that takes it once. */
  begin(user: string, name: string, length: number): { file: SlackFile; ticket: string } {
    const file = { id: newId('F'), name, title: name, length, bytes: null, user, completedAt: null }
    const kept: SlackFile = { ...file, channels: new Set(), deleted: false }
    const ticket = randomBytes(16).toString('hex')
    this.all.set(kept.id, kept)
    this.#tickets.set(ticket, kept)
    return { file: kept, ticket }
  }

  /** Takes the bytes of an upload: the HTTP status. An address is used once, for as many bytes as were announced. */
  take(ticket: string, bytes: Uint8Array): number {
    const file = this.#tickets.get(ticket)
    if (!file) return 404
    this.#tickets.delete(ticket)
    if (bytes.length !== file.length) return 400
    file.bytes = bytes
    return 200
  }

  /** A person's own upload, as through a form. */
  send(user: string, { name, bytes }: Sent): SlackFile {
    const { file } = this.begin(user, name, bytes.length)
    return Object.assign(file, { bytes, completedAt: this.#clock.now() - this.#timing.processing })
  }

  find(id: unknown): SlackFile | undefined {
    const file = this.all.get(String(id))
    return file && file.completedAt !== null ? file : undefined
  }

  /** Whether our app may read it: its own, what a form of ours was given, and what stands in a channel where the bot is. */
  isOurs({ user, channels }: SlackFile): boolean {
    const { botUser, channels: all } = this.#workspace
    if (user === botUser.id || channels.size === 0) return true
    return [...channels].some(id => all.get(id)?.members.has(botUser.id))
  }

  /** Slack looks at a file for a moment before it knows what it is. */
  isReady({ completedAt }: SlackFile): boolean {
    return completedAt !== null && this.#clock.now() >= completedAt + this.#timing.processing
  }

  isPicture({ name }: SlackFile): boolean {
    return endingOf(name) in pictures
  }

  typeOf({ name }: SlackFile): string {
    return kinds[endingOf(name)] ?? 'application/octet-stream'
  }

  /** As events and interactions carry it: of another organisation's file the id alone (docs.slack.dev/apis/slack-connect). */
  object(file: SlackFile, origin: string): Json {
    if (file.deleted) return { id: file.id, mode: 'tombstone' }
    const user = this.#workspace.users.get(file.user)
    if (user?.kind === 'external') return { id: file.id, file_access: 'check_file_info', mode: 'file_access' }
    return this.told(file, origin)
  }

  /** As files.info answers it. */
  told(file: SlackFile, origin: string): Json {
    const address = `${origin}/files-pri/${this.#workspace.teamId}-${file.id}`
    const shares = [...file.channels].map(channel => [channel, [{ channel_name: channel }]])
    return {
      id: file.id,
      created: Math.floor((file.completedAt ?? 0) / 1000),
      timestamp: Math.floor((file.completedAt ?? 0) / 1000),
      name: file.name,
      title: file.title,
      mimetype: this.isReady(file) ? this.typeOf(file) : '',
      filetype: this.isReady(file) ? endingOf(file.name) : '',
      user: file.user,
      size: file.length,
      mode: 'hosted',
      is_external: false,
      is_public: false,
      url_private: `${address}/${encodeURIComponent(file.name)}`,
      url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
      shares: { private: Object.fromEntries(shares) },
      channels: [...file.channels],
    }
  }
}

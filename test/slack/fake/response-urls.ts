import { randomBytes } from 'node:crypto'
import type { Clock, Timing } from './clock.ts'
import type { Files } from './files.ts'
import { isObject, type Json } from './json.ts'
import type { Block, Message } from './messages.ts'
import { checkedBlocks, cut } from './methods/drafts.ts'
import { Refused } from './refused.ts'
import type { Workspace } from './workspace.ts'

type ResponseUrl = {
  channel: string
  user: string
  source: string | null
  thread: string | null
  expires: number
  used: number
}

/** Five times within thirty minutes, in rooms where the bot is no member too (docs.slack.dev/interactivity/handling-user-interaction). */
export class ResponseUrls {
  readonly #known = new Map<string, ResponseUrl>()
  readonly #clock: Clock
  readonly #timing: Timing
  readonly #workspace: Workspace
  readonly #files: Files

  constructor(clock: Clock, timing: Timing, workspace: Workspace, files: Files) {
    this.#clock = clock
    this.#timing = timing
    this.#workspace = workspace
    this.#files = files
  }

  /** `source` is the message that was pressed, which `replace_original` changes. */
  issue(origin: string, channel: string, user: string, source: Message | null = null): string {
    const key = randomBytes(12).toString('hex')
    const expires = this.#clock.now() + this.#timing.responseUrl
    const thread = source?.threadTs ?? null
    this.#known.set(key, { channel, user, source: source?.ts ?? null, thread, expires, used: 0 })
    return `${origin}/response/${this.#workspace.teamId}/${key}`
  }

  post(key: string, body: unknown): void {
    const known = this.#known.get(key)
    if (!known) throw new Refused('invalid_url')
    if (this.#clock.now() > known.expires) throw new Refused('expired_url')
    if (known.used >= 5) throw new Refused('used_url')
    if (!isObject(body)) throw new Refused('invalid_payload')
    known.used += 1
    this.answer(known, body)
  }

  /** What an answer does to the channel: from an address, or from the acknowledgement of a command. */
  answer(to: Pick<ResponseUrl, 'channel' | 'user' | 'source' | 'thread'>, body: Json): void {
    const source = to.source ? this.#workspace.find(to.channel, to.source) : undefined
    if (body.delete_original === true) {
      if (source) this.#workspace.remove(source)
      return
    }
    const held = { files: this.#files, workspace: this.#workspace }
    const given = typeof body.blocks === 'string' ? JSON.parse(body.blocks) : body.blocks
    const blocks: Block[] = given === undefined ? [] : checkedBlocks(given, held)
    const text = typeof body.text === 'string' ? cut(body.text) : ''
    if (text === '' && blocks.length === 0) throw new Refused('no_text')
    if (body.replace_original === true && source) {
      Object.assign(source, { text, blocks, revisions: source.revisions + 1 })
      return
    }
    const everybody = body.response_type === 'in_channel'
    this.#workspace.add({
      channel: to.channel,
      user: this.#workspace.botUser.id,
      text,
      blocks,
      threadTs: typeof body.thread_ts === 'string' ? body.thread_ts : to.thread,
      onlyFor: everybody ? null : to.user,
    })
  }
}

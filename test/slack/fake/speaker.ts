import { failed, type Outcome, perform, refusal } from './acts.ts'
import type { Channel } from './channels.ts'
import type { Delivery } from './deliveries.ts'
import type { Sent } from './files.ts'
import type { Json } from './json.ts'
import { Onlooker, type Room } from './onlooker.ts'
import * as payloads from './payloads.ts'
import { Refused } from './refused.ts'
import { type Seen, seeMessage } from './seen.ts'
import { typed } from './typing.ts'

/** What a person says, orders by command and runs from a menu, as far as Slack lets them. */
export class Speaker extends Onlooker {
  /** Text as typed: `@waybill tracking 1042`, `#ops`, addresses. */
  says(
    room: Room,
    text: string,
    { thread, files = [] }: { thread?: Seen | string; files?: readonly Sent[] } = {},
  ): { seen: Seen; delivery: Delivery | null } {
    const channel = this.inside(room)
    const encoded = typed(text, this.world.workspace, false)
    const threadTs = typeof thread === 'string' ? thread : (thread?.threadTs ?? thread?.ts ?? null)
    const sent = files.map(one => this.world.files.send(this.id, one))
    for (const file of sent) file.channels.add(channel.id)
    const ids = sent.map(({ id }) => id)
    const message = this.world.workspace.add({
      channel: channel.id,
      user: this.id,
      text: encoded,
      threadTs,
      files: ids,
    })
    const told = sent.map(file => this.world.files.object(file, this.world.origin))
    return { seen: seeMessage(message, this.reader), delivery: this.world.events.said(message, told) }
  }

  /** One message told as two, with another id each, as Slack has been seen to do. */
  phantom(seen: Seen): Delivery | null {
    const { message } = this.message(seen)
    return this.world.events.said({ ...message, ts: this.world.workspace.nextTs() })
  }

  /** Slack shows what is behind a link: the message is told as changed, and is not edited. */
  unfurls(seen: Seen): void {
    const { message } = this.message(seen)
    this.world.events.changed(message, { ...message })
  }

  /** Changes an own message. */
  edits(seen: Seen, text: string): void {
    const { message } = this.message(seen)
    const before = { ...message }
    message.text = typed(text, this.world.workspace, false)
    message.edited = { user: this.id, ts: this.world.workspace.nextTs() }
    message.revisions += 1
    this.world.events.changed(message, before)
  }

  deletes(seen: Seen): void {
    const { message } = this.message(seen)
    this.world.workspace.remove(message)
    this.world.events.deleted(message)
  }

  /** Deletes an own file; the message keeps its place, with a tombstone in it. */
  deletesFile(seen: Seen, name: string): void {
    const files = this.message(seen).message.files.flatMap(id => this.world.files.find(id) ?? [])
    const found = files.find(one => one.name === name && one.user === this.id && !one.deleted)
    if (!found) throw new Error(`${this.name} has no file ${name} there`)
    found.deleted = true
  }

  /** `/order forward 1042`: not in threads, not for strangers, for guests as the admins set it. */
  async types(room: Room, line: string, { thread }: { thread?: Seen } = {}): Promise<Outcome> {
    const channel = this.inside(room)
    const [, name = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line.trim()) ?? []
    if (!name) throw new Error(`${line} is no slash command`)
    const ours = this.world.app.commands
    if ((ours && !ours.has(name)) || !this.mayCommand())
      return refusal(
        `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
      )
    if (thread) return refusal(`${name} is not supported in threads. Sorry!`)
    const sent = this.world.app.escapes ? typed(text, this.world.workspace, true) : text
    const payload = payloads.command(this.world, this.user, channel, name, sent)
    const outcome = await perform(this.world, this.user, line, 'slash_commands', name, payload)
    return this.#answered(channel, line, outcome)
  }

  #answered(channel: Channel, line: string, outcome: Outcome): Outcome {
    const { answer } = outcome
    const body = typeof answer === 'string' && answer !== '' ? { text: answer } : (answer as Json | undefined)
    if (!body || outcome.failure || Object.keys(body).length === 0) return outcome
    try {
      this.world.responseUrls.answer({ channel: channel.id, user: this.id, source: null, thread: null }, body)
      return outcome
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const name = line.split(' ')[0]
      const code = 'invalid_command_response'
      return {
        ...outcome,
        failure: failed(this.world, this.user, line, code, () => `${name} failed with the error "${code}"`),
      }
    }
  }

  protected mayCommand(): boolean {
    const { kind } = this.user
    if (kind === 'multi_channel_guest') return this.world.app.guestsMayCommand
    return kind === 'member' || kind === 'admin'
  }

  /** From a message's menu, in threads too. By callback id, or by name where the manifest is known. */
  async messageShortcut(seen: Seen, which: string): Promise<Outcome> {
    const callbackId = this.#shortcut('message', which)
    if (callbackId === null) return refusal(`${which} is not among this person's shortcuts`)
    const { channel, message } = this.message(seen)
    if (message.onlyFor) return refusal('Shortcuts are not offered on ephemeral messages')
    const payload = payloads.messageShortcut(this.world, this.user, channel, message, callbackId)
    return perform(this.world, this.user, `ran ${which}`, 'interactive', 'message_action', payload)
  }

  async globalShortcut(which: string): Promise<Outcome> {
    const callbackId = this.#shortcut('global', which)
    if (callbackId === null) return refusal(`${which} is not among this person's shortcuts`)
    const payload = payloads.globalShortcut(this.world, this.user, callbackId)
    return perform(this.world, this.user, `ran ${which}`, 'interactive', 'shortcut', payload)
  }

  #shortcut(type: 'message' | 'global', which: string): string | null {
    if (!this.mayCommand()) return null
    const { shortcuts } = this.world.app
    if (!shortcuts) return which
    return shortcuts.find(one => one.type === type && [one.name, one.callbackId].includes(which))?.callbackId ?? null
  }

  /** Opens the app: the Home tab, or the messages beside it. */
  opensHome(tab: 'home' | 'messages' = 'home'): Delivery | null {
    const view = this.world.views.home(this.id)
    const channel = this.world.workspace.directWith(this.id)
    return this.world.events.emit({
      type: 'app_home_opened',
      user: this.id,
      channel: channel.id,
      tab,
      ...(view && tab === 'home' ? { view: view.object() } : {}),
    })
  }
}

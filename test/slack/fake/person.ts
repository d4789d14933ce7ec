import { failed, type Outcome, perform, refusal } from './acts.ts'
import type { Channel } from './channels.ts'
import { until } from './clock.ts'
import type { Delivery } from './deliveries.ts'
import {
  clientError,
  elementsOf,
  filled,
  isStateful,
  type Option,
  optionsOf,
  type State,
  startState,
  type Typed,
} from './fields.ts'
import type { Block, Json, Message } from './messages.ts'
import * as payloads from './payloads.ts'
import type { Reader } from './reading.ts'
import type { SeenElement } from './reading-blocks.ts'
import { Refused } from './refused.ts'
import { type Seen, type SeenView, seeMessage, seeView } from './seen.ts'
import { afterSubmit } from './submitting.ts'
import { typed } from './typing.ts'
import { isGuest, type User } from './users.ts'
import type { View } from './views.ts'
import type { World } from './world.ts'

type Room = Channel | string
/** By label, action id or value; or by a test of its own. */
export type Which = string | ((element: SeenElement) => boolean)

/** Somebody before Slack's screen: they do only what Slack lets them, and see only what is theirs. */
export class Person {
  readonly user: User
  readonly #world: World

  constructor(world: World, user: User) {
    this.#world = world
    this.user = user
  }

  get id(): string {
    return this.user.id
  }

  get name(): string {
    return this.user.name
  }

  // ── what they see ──────────────────────────────────────────────

  get #reader(): Reader {
    const { users, channels } = this.#world.workspace
    return {
      tz: this.user.tz,
      userName: id => users.get(id)?.name ?? '',
      channelName: id => channels.get(id)?.name ?? '',
    }
  }

  /** Home members may look into any public channel; strangers and guests only into their own. */
  canSee(room: Room): boolean {
    const channel = this.#channel(room)
    return (
      channel.members.has(this.id) ||
      (channel.kind === 'public' && this.user.kind !== 'external' && !isGuest(this.user))
    )
  }

  /** The messages of a channel as they stand on this person's screen: roots by time, replies under their root. */
  sees(room: Room): Seen[] {
    const channel = this.#channel(room)
    if (!this.canSee(channel)) return []
    const mine = this.#world.workspace.in(channel.id).filter(({ onlyFor }) => onlyFor === null || onlyFor === this.id)
    return mine
      .filter(message => message.threadTs === null)
      .flatMap(root => [root, ...mine.filter(message => message.threadTs === root.ts)])
      .map(message => seeMessage(message, this.#reader))
  }

  /** The direct messages with the bot. */
  get direct(): Seen[] {
    return this.sees(this.#world.workspace.directWith(this.id))
  }

  get modal(): SeenView | null {
    const stack = this.#world.views.stack(this.id)
    const top = stack.at(-1)
    return top ? seeView(top, this.#reader, stack.length - 1) : null
  }

  /** A stranger's Home tab stays empty (bolt-js#1948). */
  get home(): SeenView | null {
    const view = this.user.kind === 'external' ? undefined : this.#world.views.home(this.id)
    return view ? seeView(view, this.#reader, 0) : null
  }

  /** Waits for the newest message here that fits. */
  async reads(room: Room, what: RegExp | ((seen: Seen) => boolean), ms?: number): Promise<Seen> {
    const fits = typeof what === 'function' ? what : (seen: Seen) => what.test(seen.text)
    return until(() => this.sees(room).findLast(fits), `${this.name} to read ${what}`, ms)
  }

  /** Waits for a modal that fits to be on top. */
  async seesModal(what: RegExp | ((view: SeenView) => boolean) = () => true, ms?: number): Promise<SeenView> {
    const fits = typeof what === 'function' ? what : (view: SeenView) => what.test(`${view.title}\n${view.text}`)
    return until(() => (this.modal && fits(this.modal) ? this.modal : null), `${this.name} to see a modal`, ms)
  }

  async seesHome(what: RegExp | ((view: SeenView) => boolean) = () => true, ms?: number): Promise<SeenView> {
    const fits = typeof what === 'function' ? what : (view: SeenView) => what.test(view.text)
    return until(() => (this.home && fits(this.home) ? this.home : null), `${this.name} to see the Home tab`, ms)
  }

  /** Ephemeral messages are gone when Slack is loaded anew. */
  reloads(): void {
    for (const channel of this.#world.workspace.channels.values())
      for (const message of [...this.#world.workspace.in(channel.id)])
        if (message.onlyFor === this.id) this.#world.workspace.remove(message)
  }

  // ── what they say ──────────────────────────────────────────────

  /** Text as typed: `@waybill tracking 1042`, `#ops`, addresses. */
  says(
    room: Room,
    text: string,
    { thread }: { thread?: Seen | string } = {},
  ): { seen: Seen; delivery: Delivery | null } {
    const channel = this.#inside(room)
    const encoded = typed(text, this.#world.workspace, false)
    const threadTs = typeof thread === 'string' ? thread : (thread?.threadTs ?? thread?.ts ?? null)
    const message = this.#world.workspace.add({ channel: channel.id, user: this.id, text: encoded, threadTs })
    return { seen: seeMessage(message, this.#reader), delivery: this.#world.events.said(message) }
  }

  /** Changes an own message. */
  edits(seen: Seen, text: string): void {
    const { message } = this.#message(seen)
    const before = { ...message }
    message.text = typed(text, this.#world.workspace, false)
    message.edited = { user: this.id, ts: this.#world.workspace.nextTs() }
    message.revisions += 1
    this.#world.events.changed(message, before)
  }

  deletes(seen: Seen): void {
    const { message } = this.#message(seen)
    this.#world.workspace.remove(message)
    this.#world.events.deleted(message)
  }

  /** `/order forward 1042`: not in threads, not for strangers, for guests as the admins set it. */
  async command(room: Room, line: string, { thread }: { thread?: Seen } = {}): Promise<Outcome> {
    const channel = this.#inside(room)
    const [, name = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line.trim()) ?? []
    if (!name) throw new Error(`${line} is no slash command`)
    const ours = this.#world.app.commands
    if ((ours && !ours.has(name)) || !this.#mayCommand())
      return refusal(
        `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
      )
    if (thread) return refusal(`${name} is not supported in threads. Sorry!`)
    const sent = this.#world.app.escapes ? typed(text, this.#world.workspace, true) : text
    const payload = payloads.command(this.#world, this.user, channel, name, sent)
    const outcome = await perform(this.#world, this.user, line, 'slash_commands', name, payload)
    return this.#answered(channel, line, outcome)
  }

  #answered(channel: Channel, line: string, outcome: Outcome): Outcome {
    const { answer } = outcome
    const body = typeof answer === 'string' && answer !== '' ? { text: answer } : (answer as Json | undefined)
    if (!body || outcome.failure || Object.keys(body).length === 0) return outcome
    try {
      this.#world.responseUrls.answer({ channel: channel.id, user: this.id, source: null, thread: null }, body)
      return outcome
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const name = line.split(' ')[0]
      const code = 'invalid_command_response'
      return {
        ...outcome,
        failure: failed(this.#world, this.user, line, code, () => `${name} failed with the error "${code}"`),
      }
    }
  }

  #mayCommand(): boolean {
    const { kind } = this.user
    if (kind === 'multi_channel_guest') return this.#world.app.guestsMayCommand
    return kind === 'member' || kind === 'admin'
  }

  // ── what they press ────────────────────────────────────────────

  /** A button, on a message or view. A click on a button that has just gone still sets out: it crossed the edit. */
  async presses(where: Seen | SeenView, which: Which, { confirm = true } = {}): Promise<Outcome> {
    const { at, element } = this.#touch(where, which)
    if (element.confirm && !confirm) return refusal('Cancelled in the confirmation dialog')
    const { action_id, type, text, value, style } = element.raw
    const action = {
      action_id,
      block_id: element.blockId,
      text,
      ...(value === undefined ? {} : { value }),
      type,
      ...(style ? { style } : {}),
    }
    return this.#act(at, `pressed ${element.label}`, action)
  }

  /** An option of a menu, a day of a datepicker: outside of inputs. External menus are asked for options first. */
  async selects(where: Seen | SeenView, which: Which, choice: string, { query = choice } = {}): Promise<Outcome> {
    const { at, element } = this.#touch(where, which)
    if (element.type === 'overflow') {
      const option = optionsOf(element.raw).find(({ text, value }) => text.text === choice || value === choice)
      if (!option) throw new Error(`${choice} is not in the menu`)
      const action = {
        type: 'overflow',
        action_id: element.actionId,
        block_id: element.blockId,
        selected_option: option,
      }
      return this.#act(at, `selected ${choice}`, action)
    }
    const value = await this.#chosen(at, element, choice, query)
    if ('view' in at) at.view.state[element.blockId] = { ...at.view.state[element.blockId], [element.actionId]: value }
    const action = { ...value, action_id: element.actionId, block_id: element.blockId }
    return this.#act(at, `selected ${choice}`, action, value)
  }

  #act(at: payloads.Place, act: string, action: Json, chosen?: Json): Promise<Outcome> {
    const state: State = 'view' in at ? at.view.state : startState(at.message.blocks)
    if (chosen)
      state[String(action.block_id)] = { ...state[String(action.block_id)], [String(action.action_id)]: chosen }
    const shown = 'view' in at || Object.keys(state).length > 0 ? state : null
    const payload = payloads.blockActions(this.#world, this.user, at, action, shown)
    return perform(this.#world, this.user, act, 'interactive', 'block_actions', payload)
  }

  async #chosen(at: payloads.Place, element: SeenElement, choice: Typed, query: string): Promise<Json> {
    if (!element.type.includes('external')) return filled(element.raw, choice)
    const offered = choice === null ? [] : await this.#suggestions(at, element, query)
    return filled(element.raw, choice, offered)
  }

  /** What an external menu offers for what was typed so far. */
  async suggestions(where: SeenView | Seen, which: Which, query: string): Promise<string[]> {
    const { at, element } = this.#touch(where, which)
    return (await this.#suggestions(at, element, query)).map(({ text }) => text.text)
  }

  async #suggestions(at: payloads.Place, element: SeenElement, query: string): Promise<Option[]> {
    const least = Number(element.raw.min_query_length ?? 3)
    if (query.length < least) return []
    const payload = payloads.blockSuggestion(this.#world, this.user, at, element, query)
    const outcome = await perform(
      this.#world,
      this.user,
      `searched ${query}`,
      'interactive',
      'block_suggestion',
      payload,
    )
    const answer = (outcome.answer ?? {}) as Json
    const offered = optionsOf(answer)
    const bad =
      offered.length > 100 ||
      offered.some(({ text, value }) => !text?.text || text.text.length > 75 || !value || value.length > 75)
    if (bad) failed(this.#world, this.user, `searched ${query}`, 'invalid_options')
    return bad ? [] : offered
  }

  // ── modals ─────────────────────────────────────────────────────

  /** Types into the topmost modal, by label, block id or action id. */
  async fills(values: Record<string, Typed>): Promise<void> {
    const view = this.#top()
    const seen = seeView(view, this.#reader, 0)
    for (const [name, value] of Object.entries(values)) {
      const element = seen.elements.find(
        one =>
          one.field === name ||
          one.blockId === name ||
          one.actionId === name ||
          (one.field === null && one.label === name),
      )
      if (!element || !isStateful(element.raw)) throw new Error(`“${view.title}” has no field ${name}`)
      const held = await this.#chosen({ view }, element, value, String(value ?? ''))
      view.state[element.blockId] = { ...view.state[element.blockId], [element.actionId]: held }
      const block = view.blocks.find(one => one.block_id === element.blockId)
      if (block?.dispatch_action === true)
        await this.#act(
          { view },
          `filled ${name}`,
          { ...held, action_id: element.actionId, block_id: element.blockId },
          held,
        )
    }
  }

  /** Fills and sends the topmost modal. What Slack's own form refuses is never sent: it stands beside the fields. */
  async submits(values: Record<string, Typed> = {}): Promise<Outcome> {
    const view = this.#top()
    if (!view.submit) throw new Error(`“${view.title}” has no submit button`)
    await this.fills(values)
    view.errors = {}
    for (const block of view.blocks.filter(({ type }) => type === 'input')) {
      const error = this.#objection(view, block)
      if (error) view.errors[block.block_id] = error
    }
    const errors = Object.values(view.errors)
    if (errors.length > 0) return refusal(errors.join(' '))
    const payload = payloads.viewSubmission(this.#world, this.user, view)
    const outcome = await perform(
      this.#world,
      this.user,
      `submitted ${view.title}`,
      'interactive',
      'view_submission',
      payload,
    )
    return afterSubmit(this.#world, this.user, view, outcome)
  }

  #objection(view: View, block: Block): string | null {
    for (const element of elementsOf(block)) {
      const value = view.state[block.block_id]?.[String(element.action_id)]
      const error = value ? clientError(element, value, block.optional === true) : null
      if (error) return error
    }
    return null
  }

  /** Cancel closes the topmost view, the cross closes all of them. */
  async closes({ all = false } = {}): Promise<Outcome | null> {
    const stack = [...this.#world.views.stack(this.id)]
    const top = stack.at(-1)
    if (!top) throw new Error(`${this.name} has no modal to close`)
    const cleared = all || top.body.clear_on_close === true
    if (cleared) this.#world.views.clear(this.id)
    else this.#world.views.pop(this.id)
    const told = (cleared ? stack.reverse() : [top]).filter(view => view.body.notify_on_close === true)
    const outcomes = await Promise.all(
      told.map(view => {
        const payload = payloads.viewClosed(this.#world, this.user, view, cleared)
        return perform(this.#world, this.user, `closed ${view.title}`, 'interactive', 'view_closed', payload)
      }),
    )
    return outcomes[0] ?? null
  }

  // ── shortcuts and the Home tab ─────────────────────────────────

  /** From a message's menu, in threads too. By callback id, or by name where the manifest is known. */
  async messageShortcut(seen: Seen, which: string): Promise<Outcome> {
    const callbackId = this.#shortcut('message', which)
    if (callbackId === null) return refusal(`${which} is not among this person's shortcuts`)
    const { channel, message } = this.#message(seen)
    if (message.onlyFor) return refusal('Shortcuts are not offered on ephemeral messages')
    const payload = payloads.messageShortcut(this.#world, this.user, channel, message, callbackId)
    return perform(this.#world, this.user, `ran ${which}`, 'interactive', 'message_action', payload)
  }

  async globalShortcut(which: string): Promise<Outcome> {
    const callbackId = this.#shortcut('global', which)
    if (callbackId === null) return refusal(`${which} is not among this person's shortcuts`)
    const payload = payloads.globalShortcut(this.#world, this.user, callbackId)
    return perform(this.#world, this.user, `ran ${which}`, 'interactive', 'shortcut', payload)
  }

  #shortcut(type: 'message' | 'global', which: string): string | null {
    if (!this.#mayCommand()) return null
    const { shortcuts } = this.#world.app
    if (!shortcuts) return which
    return shortcuts.find(one => one.type === type && [one.name, one.callbackId].includes(which))?.callbackId ?? null
  }

  /** Opens the app: the Home tab, or the messages beside it. */
  opensHome(tab: 'home' | 'messages' = 'home'): Delivery | null {
    const view = this.#world.views.home(this.id)
    const channel = this.#world.workspace.directWith(this.id)
    return this.#world.events.emit({
      type: 'app_home_opened',
      user: this.id,
      channel: channel.id,
      tab,
      ...(view && tab === 'home' ? { view: view.object() } : {}),
    })
  }

  // ── where things are ───────────────────────────────────────────

  #channel(room: Room): Channel {
    const id = typeof room === 'string' ? room : room.id
    const channel = this.#world.workspace.channels.get(id)
    if (!channel) throw new Error(`There is no channel ${id}`)
    return channel
  }

  #inside(room: Room): Channel {
    const channel = this.#channel(room)
    if (!channel.members.has(this.id)) throw new Error(`${this.name} is not in #${channel.name}`)
    if (channel.archived) throw new Error(`#${channel.name} is archived`)
    return channel
  }

  #message(seen: Seen): { channel: Channel; message: Message } {
    const channel = this.#channel(seen.channel)
    const message = this.#world.workspace.find(channel.id, seen.ts)
    if (!message || !this.canSee(channel) || (message.onlyFor && message.onlyFor !== this.id))
      throw new Error(`${this.name} cannot see that message`)
    return { channel, message }
  }

  #top(): View {
    const top = this.#world.views.top(this.id)
    if (!top) throw new Error(`${this.name} has no modal before them`)
    return top
  }

  #touch(where: Seen | SeenView, which: Which): { at: payloads.Place; element: SeenElement } {
    const fits =
      typeof which === 'function'
        ? which
        : (one: SeenElement) => [one.label, one.actionId, one.value, one.field].includes(which)
    const at = 'ts' in where ? this.#message(where) : { view: this.#view(where) }
    const now =
      'view' in at ? seeView(at.view, this.#reader, 0).elements : seeMessage(at.message, this.#reader).elements
    const element = now.find(fits) ?? where.elements.find(fits)
    if (!element)
      throw new Error(`${this.name} sees no ${which}, only ${now.map(({ label }) => `“${label}”`).join(', ')}`)
    return { at, element }
  }

  #view(seen: SeenView): View {
    const view = this.#world.views.find({ id: seen.id })
    if (!view || view.user !== this.id) throw new Error(`${this.name} no longer sees “${seen.title}”`)
    return view
  }
}

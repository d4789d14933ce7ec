import { randomBytes } from 'node:crypto'
import { type State, shownValue, startState } from './fields.ts'
import type { Json } from './json.ts'
import type { Block } from './messages.ts'
import { newId, type Workspace } from './workspace.ts'

const text = (value: unknown): string => String((value as Json | undefined)?.text ?? '')

/** A modal or Home tab that Slack keeps for one person. */
export class View {
  readonly id = newId('V')
  readonly user: string
  readonly #workspace: Workspace
  body: Json
  blocks: Block[]
  state: State
  hash = ''
  rootId: string
  previousId: string | null = null
  /** Errors beside the fields, by block id: until the next submit. */
  errors: Record<string, string> = {}

  constructor(workspace: Workspace, user: string, body: Json) {
    this.#workspace = workspace
    this.user = user
    this.body = body
    this.blocks = body.blocks as Block[]
    this.state = startState(this.blocks)
    this.rootId = this.id
    this.#stamp()
  }

  /** Replaces what is shown; fields keep what was typed where their ids stay. */
  show(body: Json): void {
    this.body = body
    this.blocks = body.blocks as Block[]
    this.state = startState(this.blocks, this.state)
    this.errors = {}
    this.#stamp()
  }

  #stamp(): void {
    this.hash = `${Math.floor(Date.now() / 1000)}.${randomBytes(6).toString('base64url')}`
  }

  get type(): string {
    return String(this.body.type)
  }
  get title(): string {
    return text(this.body.title)
  }
  get submit(): string | null {
    return text(this.body.submit) || null
  }
  get close(): string | null {
    return text(this.body.close) || null
  }
  get callbackId(): string {
    return String(this.body.callback_id ?? '')
  }
  get externalId(): string {
    return String(this.body.external_id ?? '')
  }
  get privateMetadata(): string {
    return String(this.body.private_metadata ?? '')
  }

  shownValue(blockId: string, actionId: string): string | null {
    return shownValue(this.state[blockId]?.[actionId])
  }

  /** As views.* answer it and payloads carry it. */
  object(): Json {
    const { teamId, appId, botId } = this.#workspace
    return {
      id: this.id,
      team_id: teamId,
      type: this.type,
      blocks: this.blocks,
      private_metadata: this.privateMetadata,
      callback_id: this.callbackId,
      state: { values: this.state },
      hash: this.hash,
      title: this.body.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
      clear_on_close: this.body.clear_on_close === true,
      notify_on_close: this.body.notify_on_close === true,
      close: this.body.close ?? null,
      submit: this.body.submit ?? null,
      previous_view_id: this.previousId,
      root_view_id: this.rootId,
      app_id: appId,
      external_id: this.externalId,
      app_installed_team_id: teamId,
      bot_id: botId,
    }
  }
}

/** Whose screen shows which modals and which Home tab. */
export class Views {
  readonly #stacks = new Map<string, View[]>()
  readonly #homes = new Map<string, View>()

  /** The modals of a person, the topmost last. */
  stack(user: string): View[] {
    const known = this.#stacks.get(user)
    if (known) return known
    const none: View[] = []
    this.#stacks.set(user, none)
    return none
  }

  top(user: string): View | undefined {
    return this.stack(user).at(-1)
  }

  open(view: View): void {
    this.#stacks.set(view.user, [view])
  }

  push(view: View): void {
    const stack = this.stack(view.user)
    view.rootId = stack[0]?.id ?? view.id
    view.previousId = stack.at(-1)?.id ?? null
    stack.push(view)
  }

  pop(user: string): void {
    this.stack(user).pop()
  }

  clear(user: string): void {
    this.#stacks.set(user, [])
  }

  home(user: string): View | undefined {
    return this.#homes.get(user)
  }

  publish(view: View): void {
    this.#homes.set(view.user, view)
  }

  find(by: { id?: unknown; externalId?: unknown }): View | undefined {
    const all = [...[...this.#stacks.values()].flat(), ...this.#homes.values()]
    return all.find(view => (by.id ? view.id === by.id : !!by.externalId && view.externalId === by.externalId))
  }
}

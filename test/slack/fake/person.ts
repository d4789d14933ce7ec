import type { Person as Somebody } from '../../stage/person.ts'
import { type Outcome, perform, refusal } from './acts.ts'
import { clientError, elementsOf, isStateful, type Typed } from './fields.ts'
import { Hands } from './hands.ts'
import type { Block } from './messages.ts'
import type { Room } from './onlooker.ts'
import * as payloads from './payloads.ts'
import { type Seen, type SeenView, seeView } from './seen.ts'
import { afterSubmit } from './submitting.ts'
import type { View } from './views.ts'

/** Somebody who uses Slack, and does only what Slack lets them: here they fill in and send forms. */
export class Person extends Hands implements Somebody<[room: Room], Seen | SeenView, [], Outcome> {
  /** Types into the topmost modal, by label, block id or action id. */
  async fills(values: Record<string, Typed>): Promise<void> {
    const view = this.#top()
    const seen = seeView(view, this.reader, 0)
    for (const [name, value] of Object.entries(values)) {
      const element = seen.elements.find(
        one =>
          one.field === name ||
          one.blockId === name ||
          one.actionId === name ||
          (one.field === null && one.label === name),
      )
      if (!element || !isStateful(element.raw)) throw new Error(`“${view.title}” has no field ${name}`)
      const held = await this.chosen({ view }, element, value, String(value ?? ''))
      view.state[element.blockId] = { ...view.state[element.blockId], [element.actionId]: held }
      const block = view.blocks.find(one => one.block_id === element.blockId)
      if (block?.dispatch_action === true)
        await this.act(
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
    const payload = payloads.viewSubmission(this.world, this.user, view)
    const outcome = await perform(
      this.world,
      this.user,
      `submitted ${view.title}`,
      'interactive',
      'view_submission',
      payload,
    )
    return afterSubmit(this.world, this.user, view, outcome)
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
    const stack = [...this.world.views.stack(this.id)]
    const top = stack.at(-1)
    if (!top) throw new Error(`${this.name} has no modal to close`)
    const cleared = all || top.body.clear_on_close === true
    if (cleared) this.world.views.clear(this.id)
    else this.world.views.pop(this.id)
    const told = (cleared ? stack.reverse() : [top]).filter(view => view.body.notify_on_close === true)
    const outcomes = await Promise.all(
      told.map(view => {
        const payload = payloads.viewClosed(this.world, this.user, view, cleared)
        return perform(this.world, this.user, `closed ${view.title}`, 'interactive', 'view_closed', payload)
      }),
    )
    return outcomes[0] ?? null
  }

  #top(): View {
    const top = this.world.views.top(this.id)
    if (!top) throw new Error(`${this.name} has no modal before them`)
    return top
  }
}

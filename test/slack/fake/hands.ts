import { failed, type Outcome, perform, refusal } from './acts.ts'
import { filled, type Option, optionsOf, type State, startState, type Typed } from './fields.ts'
import { type Json, record } from './json.ts'
import * as payloads from './payloads.ts'
import type { SeenElement } from './reading-blocks.ts'
import { type Seen, type SeenView, seeMessage, seeView } from './seen.ts'
import { Speaker } from './speaker.ts'
import type { View } from './views.ts'

/** By label, action id or value; or by a test of its own. */
export type Which = string | ((element: SeenElement) => boolean)

/** What a person presses and chooses, on messages, in modals and on the Home tab. */
export class Hands extends Speaker {
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
    return this.act(at, `pressed ${element.label}`, action)
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
      return this.act(at, `selected ${choice}`, action)
    }
    const value = await this.chosen(at, element, choice, query)
    if ('view' in at) at.view.state[element.blockId] = { ...at.view.state[element.blockId], [element.actionId]: value }
    const action = { ...value, action_id: element.actionId, block_id: element.blockId }
    return this.act(at, `selected ${choice}`, action, value)
  }

  protected act(at: payloads.Place, act: string, action: Json, chosen?: Json): Promise<Outcome> {
    const state: State = 'view' in at ? at.view.state : startState(at.message.blocks)
    if (chosen)
      state[String(action.block_id)] = { ...state[String(action.block_id)], [String(action.action_id)]: chosen }
    const shown = 'view' in at || Object.keys(state).length > 0 ? state : null
    const payload = payloads.blockActions(this.world, this.user, at, action, shown)
    return perform(this.world, this.user, act, 'interactive', 'block_actions', payload)
  }

  protected async chosen(at: payloads.Place, element: SeenElement, choice: Typed, query: string): Promise<Json> {
    if (element.type === 'file_input') return { type: element.type, files: this.#uploaded(choice) }
    if (!element.type.includes('external')) return filled(element.raw, choice)
    // Where several can be chosen, each is typed by itself.
    const queries = choice === null ? [] : Array.isArray(choice) ? choice.map(String) : [query]
    const offered: Option[] = []
    for (const one of queries) offered.push(...(await this.#suggestions(at, element, one)))
    return filled(element.raw, choice, offered)
  }

  /** Files go to Slack as they are chosen, before the form is sent. */
  #uploaded(choice: Typed): Json[] {
    const sent = Array.isArray(choice) ? choice.filter(one => typeof one === 'object') : []
    return sent.map(one => this.world.files.object(this.world.files.send(this.id, one), this.world.origin))
  }

  /** What an external menu offers for what was typed so far. */
  async suggestions(where: SeenView | Seen, which: Which, query: string): Promise<string[]> {
    const { at, element } = this.#touch(where, which)
    return (await this.#suggestions(at, element, query)).map(({ text }) => text.text)
  }

  async #suggestions(at: payloads.Place, element: SeenElement, query: string): Promise<Option[]> {
    const least = Number(element.raw.min_query_length ?? 3)
    if (query.length < least) return []
    const payload = payloads.blockSuggestion(this.world, this.user, at, element, query)
    const outcome = await perform(
      this.world,
      this.user,
      `searched ${query}`,
      'interactive',
      'block_suggestion',
      payload,
    )
    const offered = optionsOf(record(outcome.answer))
    const bad =
      offered.length > 100 ||
      offered.some(({ text, value }) => !text?.text || text.text.length > 75 || !value || value.length > 75)
    if (bad) failed(this.world, this.user, `searched ${query}`, 'invalid_options')
    return bad ? [] : offered
  }

  #touch(where: Seen | SeenView, which: Which): { at: payloads.Place; element: SeenElement } {
    const fits =
      typeof which === 'function'
        ? which
        : (one: SeenElement) => [one.label, one.actionId, one.value, one.field].includes(which)
    const at = 'ts' in where ? this.message(where) : { view: this.#view(where) }
    const now = 'view' in at ? seeView(at.view, this.reader, 0).elements : seeMessage(at.message, this.reader).elements
    const element = now.find(fits) ?? where.elements.find(fits)
    if (!element)
      throw new Error(`${this.name} sees no ${which}, only ${now.map(({ label }) => `“${label}”`).join(', ')}`)
    return { at, element }
  }

  #view(seen: SeenView): View {
    const view = this.world.views.find({ id: seen.id })
    if (!view || view.user !== this.id) throw new Error(`${this.name} no longer sees “${seen.title}”`)
    return view
  }
}

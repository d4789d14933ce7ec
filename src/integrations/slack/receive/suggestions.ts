import type { AllMiddlewareArgs, BlockSuggestion, SlackOptionsMiddlewareArgs } from '@slack/bolt'
import type { Choice } from '../../../kernel/shapes/form.ts'
import { readPlace } from '../draw/form.ts'
import { drawSuggestions } from '../draw/suggestions.ts'
import type { Dependencies } from './commands-and-presses.ts'
import { type State, valuesOf } from './state.ts'

/** Slack waits three seconds for options, and people type on, ms. */
const BUDGET = 2_000

type Typing = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs

/** Somebody types into a field of a form. Never fails: what was typed can be chosen even where nothing was found. */
export function suggestionListener({ desk, speaker }: Dependencies) {
  return async ({ body, ack }: Typing) => {
    const { view, block_id: field, value: typed, user } = body
    const place = readPlace(view?.private_metadata ?? '')
    const values = valuesOf((view?.state.values ?? {}) as State)
    const { id, name: handle, team_id: team } = user as BlockSuggestion['user'] & { name?: string }
    const look = async () => {
      const who = await speaker({ user: id, channel: place.channel, handle, team }, place.home)
      return desk.completeField(who, place.token ?? '', field, typed, values)
    }
    const late = new Promise<readonly Choice[]>(resolve => setTimeout(resolve, BUDGET, []).unref())
    const found = await Promise.race([look().catch(() => []), late])
    await ack({ options: drawSuggestions(found, typed, takesSeveral(body) ? 'several' : 'one') })
  }
}

function takesSeveral({ view, block_id }: BlockSuggestion): boolean {
  const block = view?.blocks.find(one => 'block_id' in one && one.block_id === block_id)
  return block !== undefined && 'element' in block && block.element.type === 'multi_external_select'
}

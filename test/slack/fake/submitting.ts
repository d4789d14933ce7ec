import { failed, type Outcome } from './acts.ts'
import { checkView, stored } from './blocks/surfaces.ts'
import { isObject, type Json } from './json.ts'
import type { User } from './users.ts'
import { View } from './views.ts'
import type { World } from './world.ts'

const trouble = () => 'We had some trouble connecting. Try again?'

/**
 * What the answer to a view_submission does (docs.slack.dev/surfaces/modals#updating_response): nothing closes
 * this view, `errors` shows them beside their fields, `update` and `push` show another view, `clear` closes all.
 */
export function afterSubmit(world: World, user: User, view: View, outcome: Outcome): Outcome {
  if (outcome.failure) return outcome
  const answer = outcome.answer
  const wrong = (code: string): Outcome => ({
    ...outcome,
    failure: failed(world, user, `submitted ${view.title}`, code, trouble),
  })
  if (
    answer === undefined ||
    answer === null ||
    answer === '' ||
    (isObject(answer) && Object.keys(answer).length === 0)
  ) {
    if (world.views.top(user.id) === view) world.views.pop(user.id)
    return outcome
  }
  if (!isObject(answer)) return wrong('invalid_response')
  switch (answer.response_action) {
    case 'clear':
      world.views.clear(user.id)
      return outcome
    case 'errors': {
      const inputs = view.blocks.filter(({ type }) => type === 'input').map(block => block.block_id)
      const errors = isObject(answer.errors) ? Object.entries(answer.errors) : []
      if (
        errors.length === 0 ||
        errors.some(([block, text]) => !inputs.includes(block) || typeof text !== 'string' || text === '')
      )
        return wrong('invalid_response_errors')
      view.errors = Object.fromEntries(errors) as Record<string, string>
      return outcome
    }
    case 'update':
    case 'push': {
      const problems =
        isObject(answer.view) && answer.view.type === 'modal'
          ? checkView(answer.view)
          : ['must provide a modal [json-pointer:/view]']
      for (const problem of problems) world.journal.complain(`answer to view_submission: ${problem}`)
      if (problems.length > 0) return wrong('invalid_response_view')
      const body: Json = { ...(answer.view as Json), blocks: stored((answer.view as Json).blocks) }
      if (answer.response_action === 'update') view.show(body)
      else if (world.views.stack(user.id).length >= 3) return wrong('push_limit_reached')
      else world.views.push(new View(world.workspace, user.id, body))
      return outcome
    }
    default:
      return wrong('invalid_response_action')
  }
}

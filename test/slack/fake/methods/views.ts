import type { Arguments } from '../arguments.ts'
import { checkView, stored } from '../blocks/surfaces.ts'
import type { Json } from '../json.ts'
import { missing, Refused, refusedFor } from '../refused.ts'
import type { Trigger } from '../triggers.ts'
import { View } from '../views.ts'
import type { World } from '../world.ts'
import { checkPictures } from './drafts.ts'
import type { Method } from './method.ts'

/** A view as given, checked: 250 KB at most, its external id not in use elsewhere. */
function viewOf(args: Arguments, world: World, type: 'modal' | 'home' | null, instead?: View): Json {
  const given = args.json('view', 'invalid_arguments')
  if (given === undefined) throw missing('view')
  if (JSON.stringify(given).length > 250_000) throw new Refused('view_too_large')
  const wrong = checkView(given)
  if (wrong.length > 0) throw refusedFor('invalid_arguments', wrong)
  const view = given as Json
  if (type && view.type !== type)
    throw refusedFor('invalid_arguments', [`must be a valid enum value [json-pointer:/view/type]`])
  const other = world.views.find({ externalId: view.external_id })
  if (other && other !== instead) throw new Refused('duplicate_external_id')
  const blocks = stored(view.blocks)
  checkPictures(blocks, world, '/view/blocks')
  return { ...view, blocks }
}

function exchange(args: Arguments, world: World): Trigger {
  const given = args.text('trigger_id')
  if (given === null) throw missing('trigger_id')
  if (!/^\d+\.\d+\.\w+$/.test(given))
    throw refusedFor('invalid_arguments', ['invalid `trigger_id` [json-pointer:/trigger_id]'])
  const trigger = world.triggers.exchange(given)
  if (typeof trigger === 'string') throw new Refused(trigger)
  return trigger
}

const sameHash = (args: Arguments, view: View): void => {
  if (args.has('hash') && args.text('hash') !== view.hash) throw new Refused('hash_conflict')
}

export const views: Record<string, Method> = {
  'views.open': {
    token: 'bot',
    tier: 4,
    run(args, world) {
      const body = viewOf(args, world, 'modal')
      const view = new View(world.workspace, exchange(args, world).user, body)
      world.views.open(view)
      return { view: view.object() }
    },
  },

  /** Onto a modal that is open, from a trigger pulled in it; three deep at most. */
  'views.push': {
    token: 'bot',
    tier: 4,
    run(args, world) {
      const body = viewOf(args, world, 'modal')
      const trigger = exchange(args, world)
      const stack = world.views.stack(trigger.user)
      if (stack.length >= 3) throw new Refused('push_limit_reached')
      if (!trigger.viewId || !stack.some(view => view.id === trigger.viewId)) throw new Refused('not_found')
      const view = new View(world.workspace, trigger.user, body)
      world.views.push(view)
      return { view: view.object() }
    },
  },

  'views.update': {
    token: 'bot',
    tier: 4,
    run(args, world) {
      if (!args.has('view_id') && !args.has('external_id')) throw missing('view_id')
      const view = world.views.find({ id: args.text('view_id'), externalId: args.text('external_id') })
      const body = viewOf(args, world, null, view)
      if (!view) throw new Refused('not_found')
      if (body.type !== view.type)
        throw refusedFor('invalid_arguments', ['must match the `type` of the view [json-pointer:/view/type]'])
      sameHash(args, view)
      view.show(body)
      return { view: view.object() }
    },
  },

  /** A stranger's Home tab takes what is published and shows nothing (bolt-js#1948). */
  'views.publish': {
    token: 'bot',
    tier: 4,
    run(args, world) {
      const user = world.workspace.users.get(args.need('user_id'))
      const body = viewOf(args, world, 'home', user && world.views.home(user.id))
      if (!user)
        throw new Refused('invalid_arguments', { response_metadata: { messages: ['[ERROR] invalid `user_id`'] } })
      if (!world.app.homeTab) throw new Refused('not_enabled')
      const shown = world.views.home(user.id)
      if (shown) {
        sameHash(args, shown)
        shown.show(body)
        return { view: shown.object() }
      }
      const view = new View(world.workspace, user.id, body)
      world.views.publish(view)
      return { view: view.object() }
    },
  },
}

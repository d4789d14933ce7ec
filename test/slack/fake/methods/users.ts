import { page } from '../arguments.ts'
import { Refused } from '../refused.ts'
import { userObject } from '../users.ts'
import type { World } from '../world.ts'
import type { Method } from './method.ts'

const scopes = ['users:read']
const email = ({ app }: World): boolean => app.scopes.has('users:read.email')

export const users: Record<string, Method> = {
  'users.info': {
    token: 'bot',
    scopes,
    tier: 4,
    run(args, world) {
      const user = world.workspace.users.get(args.need('user'))
      if (!user) throw new Refused('user_not_found')
      return { user: userObject(user, { locale: args.flag('include_locale'), email: email(world) }) }
    },
  },

  'users.list': {
    token: 'bot',
    scopes,
    tier: 2,
    run(args, world) {
      const all = [...world.workspace.users.values()]
      const { items, next } = page(all, args, all.length || 1, 1000)
      return {
        members: items.map(user => userObject(user, { locale: args.flag('include_locale'), email: email(world) })),
        cache_ts: Math.floor(world.clock.now() / 1000),
        response_metadata: { next_cursor: next },
      }
    },
  },
}

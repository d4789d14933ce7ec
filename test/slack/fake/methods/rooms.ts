import type { Channel } from '../channels.ts'
import { scopeFor } from '../channels.ts'
import { needScope, Refused } from '../refused.ts'
import type { World } from '../world.ts'

/** A channel that the bot may see: a private one only from inside. */
export function visible(world: World, id: string): Channel {
  const { workspace } = world
  const channel = workspace.channels.get(id)
  if (!channel || (channel.kind !== 'public' && !channel.members.has(workspace.botUser.id)))
    throw new Refused('channel_not_found')
  return channel
}

/** A channel that the bot may read from: with the scope of its kind, and as a member. */
export function readable(world: World, id: string): Channel {
  const channel = visible(world, id)
  needScope(world.app, scopeFor(channel, 'history'))
  if (!channel.members.has(world.workspace.botUser.id)) throw new Refused('not_in_channel')
  return channel
}

/** A channel that the bot may post to. A person's id stands for the direct messages with them. */
export function postable(world: World, id: string): Channel {
  const { workspace } = world
  const person = workspace.users.get(id)
  if (person) return workspace.directWith(person.id)
  const channel = visible(world, id)
  if (channel.archived) throw new Refused('is_archived')
  if (channel.readOnly) throw new Refused('restricted_action_read_only_channel')
  if (!channel.members.has(workspace.botUser.id) && !world.app.scopes.has('chat:write.public'))
    throw new Refused('not_in_channel')
  return channel
}

import { isObject } from '../json.ts'
import { isTs } from '../messages.ts'
import { Refused } from '../refused.ts'
import type { World } from '../world.ts'
import type { Method } from './method.ts'
import { visible } from './rooms.ts'

/** Most that the fake takes in one upload, as on workspaces without a limit of their own: 1 GB; tests use less. */
const most = 1_024 ** 3

function shared(world: World, args: Parameters<Method['run']>[0]) {
  const channel = args.text('channel_id')
  if (channel === null) return null
  const found = visible(world, channel)
  if (!found.members.has(world.workspace.botUser.id)) throw new Refused('not_in_channel')
  if (found.archived) throw new Refused('is_archived')
  const thread = args.text('thread_ts')
  if (thread === null) return { channel: found, thread }
  const root = isTs(thread) ? world.workspace.find(found.id, thread) : undefined
  if (!root || root.threadTs !== null) throw new Refused('invalid_thread_ts')
  return { channel: found, thread }
}

/** Uploads in three steps (docs.slack.dev/messaging/working-with-files). */
export const files: Record<string, Method> = {
  'files.getUploadURLExternal': {
    token: 'bot',
    scopes: ['files:write'],
    tier: 4,
    run(args, world) {
      const length = Number(args.need('length'))
      if (!Number.isInteger(length) || length <= 0) throw new Refused('invalid_arguments')
      if (length > most) throw new Refused('file_upload_size_restricted')
      const { file, ticket } = world.files.begin(world.workspace.botUser.id, args.need('filename'), length)
      return { upload_url: `${world.origin}/upload/${ticket}`, file_id: file.id }
    },
  },

  /** Once for each file; what is not completed is thrown away. */
  'files.completeUploadExternal': {
    token: 'bot',
    scopes: ['files:write'],
    tier: 4,
    run(args, world) {
      const given = args.json('files', 'invalid_arguments')
      if (!Array.isArray(given) || given.length === 0) throw new Refused('invalid_arguments')
      const place = shared(world, args)
      const completed = given.map(one => {
        const file = isObject(one) ? world.files.all.get(String(one.id)) : undefined
        if (!file?.bytes || file.completedAt !== null) throw new Refused('file_not_found')
        if (isObject(one) && typeof one.title === 'string') file.title = one.title
        return file
      })
      for (const file of completed) file.completedAt = world.clock.now()
      if (place) {
        for (const file of completed) file.channels.add(place.channel.id)
        const message = world.workspace.add({
          channel: place.channel.id,
          user: world.workspace.botUser.id,
          text: args.text('initial_comment') ?? '',
          threadTs: place.thread,
          files: completed.map(({ id }) => id),
        })
        world.events.said(message)
      }
      return { files: completed.map(({ id, title }) => ({ id, title })) }
    },
  },

  'files.info': {
    token: 'bot',
    scopes: ['files:read'],
    tier: 4,
    run(args, world) {
      const file = world.files.find(args.need('file'))
      if (!file || !world.files.isOurs(file)) throw new Refused('file_not_found')
      if (file.deleted) throw new Refused('file_deleted')
      return { file: world.files.told(file, world.origin), comments: [] }
    },
  },
}

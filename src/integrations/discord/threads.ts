import { type APIThreadChannel, type APIThreadMetadata, type REST, Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { attempt, CODE, codeOf } from './client.ts'
import { label } from './draw/words.ts'

/** docs: resources/channel, "Start Thread from Message". */
const LONGEST_NAME = 100

/** Starts the thread of a message, whose id is the message's own. Started twice it is started once. */
export async function startThread(rest: REST, channel: string, message: string, name: string): Promise<void> {
  const body = {
    name: label(name, LONGEST_NAME),
    auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
  }
  try {
    await rest.post(Routes.threads(channel, message), { body })
  } catch (error) {
    if (codeOf(error) !== CODE.threadStands) await attempt(() => Promise.reject(error))
  }
}

/** Nothing can be said or edited in a thread that Discord has put away. A lock stays on. */
export async function wakeThread(rest: REST, thread: string): Promise<void> {
  await attempt(() => rest.patch(Routes.channel(thread), { body: { archived: false } }))
}

/** Puts a thread away for good. Locked and archived in one call: once archived it can no longer be locked. */
export async function closeThread(rest: REST, thread: string): Promise<void> {
  const state = await stateOf(rest, thread)
  if (!state || (state.archived && state.locked)) return
  if (state.archived) await wakeThread(rest, thread)
  await attempt(() => rest.patch(Routes.channel(thread), { body: { archived: true, locked: true } }))
}

/** Lets people write in it again. */
export async function openThread(rest: REST, thread: string): Promise<void> {
  const state = await stateOf(rest, thread)
  if (!state || !(state.archived || state.locked)) return
  await attempt(() => rest.patch(Routes.channel(thread), { body: { archived: false, locked: false } }))
}

/** Null where nobody ever answered, so that there is no thread. */
async function stateOf(rest: REST, thread: string): Promise<APIThreadMetadata | null> {
  try {
    const found = (await rest.get(Routes.channel(thread))) as APIThreadChannel
    return found.thread_metadata ?? null
  } catch (error) {
    if (codeOf(error) === CODE.unknownChannel) return null
    return attempt(() => Promise.reject(error))
  }
}

import { type REST, Routes, ThreadAutoArchiveDuration } from 'discord.js'
import { attempt, CODE, codeOf } from './rest.ts'
import { label } from './words.ts'

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

/** Nothing can be edited in a thread that Discord has put away. */
export async function reopenThread(rest: REST, thread: string): Promise<void> {
  await attempt(() => rest.patch(Routes.channel(thread), { body: { archived: false } }))
}

/** Puts a thread away for good. In one call: a thread that is archived first can no longer be locked. */
export async function closeThread(rest: REST, thread: string): Promise<void> {
  try {
    await rest.patch(Routes.channel(thread), { body: { archived: true, locked: true } })
  } catch (error) {
    if (codeOf(error) !== CODE.archived) await attempt(() => Promise.reject(error))
    await reopenThread(rest, thread)
    await attempt(() => rest.patch(Routes.channel(thread), { body: { archived: true, locked: true } }))
  }
}

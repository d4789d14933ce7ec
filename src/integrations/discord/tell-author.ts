import { type APIChannel, type REST, Routes } from 'discord.js'
import type { Answer } from '../../kernel/shapes/answer.ts'
import { attempt } from './client.ts'
import { drawAnswer } from './draw/answer.ts'
import { drawn } from './post.ts'

/** What it takes to tell somebody something about what they wrote. */
export type WrittenMessage = { author: string; thread: string; message: string }

/**
 * Tells an author alone, in a direct message: in a thread only an interaction can be answered privately. People who
 * take no direct messages read it below their message.
 */
export async function tellAuthor(
  rest: REST,
  { author, thread, message }: WrittenMessage,
  answer: Answer,
): Promise<void> {
  try {
    await tellDirectly(rest, author, answer)
  } catch {
    const body = drawn(...drawAnswer(answer))
    const reference = { message_id: message, fail_if_not_exists: false }
    const below = { ...body, message_reference: reference, allowed_mentions: { parse: [], replied_user: true } }
    await attempt(() => rest.post(Routes.channelMessages(thread), { body: below }))
  }
}

/** Says something in a direct message. Fails where the person takes none. */
export async function tellDirectly(rest: REST, user: string, answer: Answer): Promise<void> {
  const direct = await attempt<APIChannel>(() => rest.post(Routes.userChannels(), { body: { recipient_id: user } }))
  await attempt(() => rest.post(Routes.channelMessages(direct.id), { body: drawn(...drawAnswer(answer)) }))
}

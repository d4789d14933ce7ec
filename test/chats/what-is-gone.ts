import { expect, it } from 'vitest'
import { Gone } from '../../src/kernel/shapes/chat.ts'
import { aPost, type ChatUnderTest } from './under-test.ts'

/** What can be lost in a chat: where people delete messages or threads, or nothing may be changed after a while. */
export type Losses = readonly ('message' | 'thread' | 'change')[]

/** What a chat says of what people deleted, or nobody may change any more: at once, and in one word. */
export function whatIsGone(under: () => ChatUnderTest, losses: Losses): void {
  const of = (loss: Losses[number]) => losses.filter(one => one === loss)
  const shown = async () => (await under().read(under().channel)).map(({ ref }) => ref)

  it.each(of('message'))('says that a deleted message is gone', async () => {
    const { chat, channel, remove } = under()
    const post = aPost(channel)
    const ref = await chat.post(post)
    await remove?.(channel, ref)
    await expect(chat.edit(ref, post)).rejects.toBeInstanceOf(Gone)
  })

  it.each(of('message'))('says that a deleted root is gone, to whoever answers under it', async () => {
    const { chat, channel, remove } = under()
    const root = await chat.post(aPost(channel))
    await remove?.(channel, root)
    const reply = aPost(channel, {}, root)
    expect(await chat.find(reply, new Date(Date.now() - 60_000))).toBeNull()
    await expect(chat.post(reply)).rejects.toBeInstanceOf(Gone)
  })

  it.each(of('thread'))('says that a message is gone with its thread, and answers in another one', async () => {
    const { chat, channel, removeThread } = under()
    const root = await chat.post(aPost(channel))
    const reply = aPost(channel, {}, root)
    const ref = await chat.post(reply)
    await removeThread?.(root)
    await expect(chat.edit(ref, reply)).rejects.toBeInstanceOf(Gone)
    const again = await chat.post(aPost(channel, {}, root))
    expect(await shown()).toContain(again)
  })

  it.each(of('change'))('says that what nobody may change any more is as good as gone', async () => {
    const { chat, channel, freeze } = under()
    const post = aPost(channel)
    const ref = await chat.post(post)
    freeze?.()
    await expect(chat.edit(ref, post)).rejects.toBeInstanceOf(Gone)
  })
}

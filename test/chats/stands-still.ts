import { expect, it } from 'vitest'
import { holdingLane } from '../../src/kernel/carrying/fence.ts'
import { moment } from '../../src/kernel/ground/moment.ts'
import { aPost, type ChatUnderTest } from './under-test.ts'

/** What every chat must do whose messages go out by HTTP. */
export function standsStill(make: () => Promise<ChatUnderTest>): void {
  it('sends nothing where the process stood still after a call was begun and before there was a connection', async () => {
    const under = await make()
    // Whatever it looks up first is known then.
    const ref = await under.chat.post(aPost(under.channel))
    let looks = 0
    const beat = { process: 'frozen', isFresh: () => looks++ === 0 }
    const held = (work: () => Promise<unknown>) => {
      looks = 0
      return holdingLane({ claimedAt: moment(), beat }, work)
    }
    const standing = await under.read(under.channel)
    await expect(held(() => under.chat.post(aPost(under.channel, { title: 'Doubled' })))).rejects.toThrow()
    expect(looks).toBe(2)
    const again = aPost(under.channel, { title: 'Painted over' })
    await expect(held(() => under.chat.edit(ref, again))).rejects.toThrow()
    expect(looks).toBe(2)
    expect(await under.read(under.channel)).toEqual(standing)
    await under.close()
  })
}

import { z } from 'zod'
import type { FeedClient } from '../../kernel/connecting/call-feed.ts'
import type { Feed } from '../../kernel/shapes/feed.ts'
import { listOf } from '../../kernel/shapes/lenient.ts'
import { readTrackInfo } from './read.ts'

const Rejected = z.object({ number: z.string(), error: z.object({ code: z.number(), message: z.string() }) })
const Answer = z.object({
  code: z.number(),
  data: z
    .object({ accepted: listOf(z.object({ number: z.string() })), rejected: listOf(Rejected) })
    .nullish()
    .catch(null),
})
const QuotaAnswer = z.object({ data: z.object({ quota_total: z.number().nullish(), quota_remain: z.number() }) })

/** It follows that number already; and its codes for an empty quota. */
const EXISTS = -18_019_901
const SPENT = new Set([-18_019_907, -18_019_908])

/** https://api.17track.net/en/doc?version=v2.2 */
export function seventeenTrackFeed({ call, fails }: FeedClient): Feed {
  const spent = () => fails('17TRACK has no quota left for more parcels. Buy more there, or wait for the next month.')
  return {
    title: '17TRACK',
    costs: 'each parcel takes one of your 17TRACK quota',
    most: 40,
    async register(parcels) {
      const asked = { path: '/register', body: parcels.map(({ number }) => ({ number })) }
      const { data } = Answer.parse((await call(asked)).body)
      const rejected = data?.rejected.filter(({ error }) => error.code !== EXISTS) ?? []
      const isSpent = rejected.some(({ error }) => SPENT.has(error.code))
      if (isSpent && (data?.accepted.length ?? 0) === 0) spent()
      return parcels.flatMap(({ number }) => {
        const why = rejected.find(one => one.number === number)?.error
        // Those that the quota was too small for are asked again.
        return why && SPENT.has(why.code) ? [] : { number, refused: why?.message ?? null }
      })
    },
    async read({ number }) {
      return readTrackInfo((await call({ path: '/gettrackinfo', body: [{ number }] })).body)
    },
    async quota() {
      const { quota_remain: left, quota_total: of } = QuotaAnswer.parse((await call({ path: '/getquota' })).body).data
      return { left, of: of ?? null }
    },
  }
}

import { z } from 'zod'
import { type FeedClient, registerEach } from '../../kernel/connecting/call-feed.ts'
import type { Feed } from '../../kernel/shapes/feed.ts'
import { readFollowed } from './read.ts'

const Meta = z.object({ meta: z.object({ code: z.number(), message: z.string().optional() }) })
/** It follows that number already. */
const EXISTS = 4003

/** https://www.aftership.com/docs/tracking/2026-07/trackings/post-trackings */
export function afterShipFeed({ call }: FeedClient): Feed {
  return {
    title: 'AfterShip',
    costs: 'each parcel counts once in your AfterShip plan',
    most: 20,
    register: parcels =>
      registerEach(parcels, async ({ number }) => {
        const { status, body } = await call({ path: '/trackings', body: { tracking_number: number } })
        const { code = status, message } = Meta.safeParse(body).data?.meta ?? {}
        return status < 300 || code === EXISTS ? null : (message ?? `It answered ${code}.`)
      }),
    async read({ number }) {
      const asked = { method: 'GET', path: `/trackings?tracking_numbers=${encodeURIComponent(number)}` } as const
      return readFollowed((await call(asked)).body)
    },
  }
}

import { z } from 'zod'
import { type FeedClient, registerEach } from '../../kernel/connecting/call-feed.ts'
import type { Feed } from '../../kernel/shapes/feed.ts'
import { readTrackers } from './read.ts'

const Wrong = z.object({ error: z.object({ message: z.string() }) })

/** A number it has followed for less than three months is answered as it is. https://docs.easypost.com/docs/trackers */
export function easyPostFeed({ call }: FeedClient): Feed {
  return {
    title: 'EasyPost',
    costs: 'each parcel that was not bought at EasyPost costs its tracker price',
    most: 20,
    register: parcels =>
      registerEach(parcels, async ({ number }) => {
        const { status, body } = await call({ path: '/trackers', body: { tracker: { tracking_code: number } } })
        return status < 300 ? null : (Wrong.safeParse(body).data?.error.message ?? `It answered ${status}.`)
      }),
    async read({ number }) {
      const asked = { method: 'GET', path: `/trackers?tracking_code=${encodeURIComponent(number)}` } as const
      return readTrackers((await call(asked)).body)
    },
  }
}

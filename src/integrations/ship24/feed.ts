import { z } from 'zod'
import { type FeedClient, registerEach } from '../../kernel/connecting/call-feed.ts'
import type { Feed } from '../../kernel/shapes/feed.ts'
import { listOf } from '../../kernel/shapes/lenient.ts'
import { readResults } from './read.ts'

const Wrong = z.object({ errors: listOf(z.object({ code: z.string(), message: z.string() })) })

/** A number that it follows already is answered as it is. https://docs.ship24.com/trackers */
export function ship24Feed({ call }: FeedClient): Feed {
  return {
    title: 'Ship24',
    costs: 'each parcel counts once in your Ship24 plan',
    most: 20,
    register: parcels =>
      registerEach(parcels, async ({ number }) => {
        const { status, body } = await call({ path: '/trackers', body: { trackingNumber: number } })
        return status < 300 ? null : (Wrong.safeParse(body).data?.errors[0]?.message ?? `It answered ${status}.`)
      }),
    async read({ number }) {
      const asked = { method: 'GET', path: `/trackers/search/${encodeURIComponent(number)}/results` } as const
      return readResults((await call(asked)).body)
    },
  }
}

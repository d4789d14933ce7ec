import { z } from 'zod'
import type { FeedClient } from '../../kernel/connecting/call-feed.ts'
import type { Feed } from '../../kernel/shapes/feed.ts'
import { listOf, text } from '../../kernel/shapes/lenient.ts'
import { readGot } from './read.ts'

const Failed = z.object({ tracking_number: z.string(), errorMessage: text, error_message: text })
const Answer = z.object({
  meta: z.object({ code: z.number(), message: text }),
  data: z
    .object({ error: listOf(Failed) })
    .nullish()
    .catch(null),
})
/** Its codes differ by version; its words don't. */
const EXISTS = /already exist/i
const SPENT = /quota|balance|insufficient|upgrade/i

/** What TrackingMore calls a carrier. */
const courierOf = (code: string) => (code === 'fourpx' ? '4px' : code.replaceAll('_', '-'))

/** https://www.trackingmore.com/docs/trackingmore/batch-create-trackings */
export function trackingMoreFeed({ call, fails }: FeedClient): Feed {
  return {
    title: 'TrackingMore',
    costs: 'each parcel counts once in your TrackingMore plan',
    most: 40,
    async register(parcels) {
      const body = parcels.map(({ number, carrier }) => ({
        tracking_number: number,
        courier_code: courierOf(carrier.code),
      }))
      const { meta, data } = Answer.parse((await call({ path: '/trackings/batch', body })).body)
      const why = new Map(data?.error.map(one => [one.tracking_number, one.errorMessage ?? one.error_message ?? '']))
      if (SPENT.test([meta.message, ...why.values()].join(' ')))
        fails('TrackingMore has nothing left for more parcels. Check your plan there.')
      return parcels.map(({ number }) => {
        const refused = why.get(number)
        return { number, refused: refused === undefined || EXISTS.test(refused) ? null : refused || 'It was refused.' }
      })
    },
    async read({ number }) {
      const asked = { method: 'GET', path: `/trackings/get?tracking_numbers=${encodeURIComponent(number)}` } as const
      return readGot((await call(asked)).body)
    },
  }
}

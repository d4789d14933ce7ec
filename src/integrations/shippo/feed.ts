import { z } from 'zod'
import { type FeedClient, registerEach } from '../../kernel/connecting/call-feed.ts'
import type { Feed } from '../../kernel/shapes/feed.ts'
import { readTrack } from './read.ts'

/** What Shippo calls carriers, where it is not what we do. https://docs.goshippo.com/docs/carriers */
const TOKENS: Readonly<Record<string, string>> = { dhl: 'dhl_express', la_poste: 'colissimo' }
const tokenOf = (code: string) => TOKENS[code] ?? code
const Wrong = z.object({ detail: z.string() })

/** To register is to ask about it: a number that it knows is answered as it is. */
export function shippoFeed({ call }: FeedClient): Feed {
  return {
    title: 'Shippo',
    costs: 'each parcel that was not bought at Shippo costs its tracking price',
    most: 20,
    register: parcels =>
      registerEach(parcels, async ({ number, carrier }) => {
        const asked = { carrier: tokenOf(carrier.code), tracking_number: number }
        const { status, body } = await call({ path: '/tracks/', body: asked })
        if (status < 300) return null
        return Wrong.safeParse(body).data?.detail ?? `Shippo does not follow parcels of ${carrier.name}.`
      }),
    async read({ number, carrier }) {
      const path = `/tracks/${tokenOf(carrier.code)}/${encodeURIComponent(number)}`
      return readTrack((await call({ method: 'GET', path })).body)
    },
  }
}

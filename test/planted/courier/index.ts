import { integration } from '../../../src/kernel/connecting/integration.ts'
import { isOn } from '../../../src/kernel/connecting/setting-checks.ts'

/** What the feed was asked for, as a test sees it. */
export const depot = { polls: 0, stores: [] as string[], followed: [] as string[] }

/** A carrier's feed: it is polled by the clock, and answers one path of its own. */
export const courier = integration({
  name: 'courier',
  title: 'Courier',
  settings: { COURIER: { check: isOn, means: 'Whether the courier is polled.', default: 'off' } },
  isWanted: has => has('COURIER', 'on'),
  plan: () => ({
    connect: ({ business }) => ({
      feed: {
        ...{ title: 'Courier', costs: 'each parcel costs nothing', most: 10 },
        register: async parcels => {
          depot.followed.push(...parcels.map(({ number }) => number))
          return parcels.map(({ number }) => ({ number, refused: null }))
        },
        read: async () => [],
      },
      jobs: [
        {
          name: 'courier.poll',
          when: '* * * * *',
          atStart: true,
          async run() {
            depot.polls += 1
            depot.stores = [...(await business.stores())]
          },
        },
      ],
      listener: { at: '/courier/events', answer: (_, response) => void response.end('thanks') },
    }),
  }),
})

import { integration } from '../../kernel/connecting/integration.ts'
import { signingSecret } from '../../kernel/connecting/setting-checks.ts'
import { openCarrierDoor } from './routes.ts'

/** The signed door for scans of carriers that have no feed of their own here. */
export const carrierEvents = integration({
  name: 'carrier-events',
  title: 'Door for scans',
  settings: {
    CARRIER_EVENTS_SECRET: {
      check: signingSecret,
      means: 'Opens `/carrier/events` for scans of any carrier, signed with it as Standard Webhooks does.',
    },
  },
  isWanted: has => has('CARRIER_EVENTS_SECRET'),
  plan: ({ CARRIER_EVENTS_SECRET: secret = '' }) => ({
    connect: offered => ({ routes: [{ at: '/carrier/events', app: openCarrierDoor({ ...offered, secret }) }] }),
  }),
})

import { integration } from '../../kernel/connecting/integration.ts'
import { sampleHoldings } from './holdings.ts'
import { samplePage } from './page.ts'
import { sampleStorefront } from './storefront.ts'

/** The sample shop's own store, on this machine: there while the console is the only chat. */
export const sample = integration({
  name: 'sample',
  title: 'Sample Shop',
  holds: sampleHoldings,
  settings: {},
  isWanted: (_, { hasChat }) => !hasChat,
  plan: () => ({
    connect: ({ db, now }) => ({
      storefront: sampleStorefront(db, now),
      routes: [{ at: '/sample-shop', app: samplePage(db) }],
    }),
  }),
})

import { integration } from '../../kernel/connecting/integration.ts'
import { mayBeOn } from '../../kernel/connecting/setting-checks.ts'
import { noLaterThanDatabase } from '../../kernel/ground/no-later.ts'
import { connectPortal } from './connect.ts'
import { forgetVisits } from './forget-visits.ts'
import { portalHoldings } from './holdings.ts'
import { portalChat } from './post.ts'

/** Suppliers' pages in a browser, opened by a link: for suppliers that are in no chat. */
export const portal = integration({
  name: 'portal',
  title: 'Portal',
  holds: portalHoldings,
  settings: {
    PORTAL: {
      check: mayBeOn,
      means: 'Pages for suppliers that are in no chat, which they open by a link.',
      default: 'on',
    },
  },
  isWanted: has => !has('PORTAL', 'off'),
  plan: (_, { proxies }) => ({
    connect({ db, desk, business, now, failed }) {
      const { access, work, pictures } = business
      const onError = (error: unknown) => failed(error, 'the portal failed')
      const app = connectPortal({ db, desk, access, work, pictures, now, proxies, onError })
      const tidy = async () => forgetVisits(db, await noLaterThanDatabase(db, now()))
      const jobs = [{ name: 'portal.tidy', when: '13 * * * *', run: tidy }]
      return { chat: portalChat, routes: [{ at: '/s', app }], jobs }
    },
  }),
})

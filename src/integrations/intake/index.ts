import { integration } from '../../kernel/connecting/integration.ts'
import { isOn } from '../../kernel/connecting/setting-checks.ts'
import { forgetAnswers } from './answer-once.ts'
import { findDoor } from './doors.ts'
import { intakeHoldings } from './holdings.ts'
import { openIntake } from './routes.ts'
import { intakeStorefront } from './storefront.ts'

/** The JSON door, for shops that have no integration of their own. */
export const intake = integration({
  name: 'intake',
  title: 'JSON door',
  holds: intakeHoldings,
  settings: {
    INTAKE: { check: isOn, means: 'Whether shops may send orders as JSON, to `/intake/…`.', default: 'off' },
  },
  storefront: () => intakeStorefront,
  isWanted: has => has('INTAKE', 'on'),
  plan: () => ({
    connect({ ask, db, business: { links }, isOpen, failed, now }) {
      const find = (store: string) => findDoor(links, store)
      return {
        routes: [{ at: '/intake', app: openIntake({ ask, db, find, ready: isOpen, now, failed }) }],
        jobs: [{ name: 'intake.tidy', when: '41 3 * * *', run: () => forgetAnswers(db, now()) }],
      }
    },
  }),
})

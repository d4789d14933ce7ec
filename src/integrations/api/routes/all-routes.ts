import type { Choices } from '../choices.ts'
import type { ApiRoute } from '../route.ts'
import { caseRoutes } from './cases.ts'
import { orderRoutes } from './orders.ts'
import { parcelRoutes } from './parcels.ts'
import { purchaseOrderRoutes } from './purchase-orders.ts'
import { termsRoutes } from './terms.ts'

/** Every address of the API. */
export const apiRoutes = (choices: Choices): readonly ApiRoute[] => [
  ...purchaseOrderRoutes(choices),
  ...parcelRoutes,
  ...caseRoutes(choices),
  ...termsRoutes,
  ...orderRoutes(choices),
]

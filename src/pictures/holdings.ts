import { holding } from '../kernel/ground/holding.ts'
import { productPictures } from './tables.ts'

/** What stores show to everybody. */
export const pictureHoldings = [holding(productPictures, { key: 'kept', type: 'kept', bytes: 'kept' })]

import type { Button } from '../kernel/shapes/card.ts'

/** The button for one more way to reach a supplier. */
export const anotherWay = (supplierId: string): Button => ({
  ...{ label: 'Another way', command: 'supplier.reach', input: { supplier: supplierId } },
  asks: ['kind', 'what', 'secret', 'gets'],
})

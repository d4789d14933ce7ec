import { expect, test } from 'vitest'
import { parcelsOf } from '../../src/fulfilments/order-to-fulfil.ts'

const parcel = (id: string, number: string) => ({
  ...{ id, number, purchaseOrderId: 'po', carrier: 'ups', carrierName: 'UPS', recordedBy: 'Mei' },
  ...{ recordedAt: new Date(0), scanBy: null, scannedAt: null, deliveredAt: null },
  ...{ tag: null, detail: null, tagSince: null, says: null, saidAt: null },
})

test('two purchase orders in one parcel are one parcel at the store, with the pieces of both', () => {
  const rows = [
    { parcel: parcel('s1', '1Z1'), line: 'a', quantity: 1 },
    { parcel: parcel('s2', '1Z1'), line: 'a', quantity: 1 },
    { parcel: parcel('s2', '1Z1'), line: 'b', quantity: 3 },
    { parcel: parcel('s3', '1Z2'), line: 'b', quantity: 1 },
  ]
  const pieces = parcelsOf(rows, new Map()).map(one => [one.id, one.number, one.pieces])
  expect(pieces).toEqual([
    [
      's1',
      '1Z1',
      [
        { line: 'a', quantity: 2 },
        { line: 'b', quantity: 3 },
      ],
    ],
    ['s3', '1Z2', [{ line: 'b', quantity: 1 }]],
  ])
})

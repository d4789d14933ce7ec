import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOrder } from '../../src/integrations/shopify/read.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { linePayload, orderPayload } from './payloads.ts'

const read = (payload: unknown) => readOrder(payload, 'alpine-goods.myshopify.com')
const withLine = (line: Record<string, unknown>) => read(orderPayload({ line_items: [linePayload(line)] }))

test('whatever an app puts where, the reader translates or refuses: it never breaks', () => {
  const keys = Object.keys(orderPayload())
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
      try {
        read(orderPayload({ [key]: value }))
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
    { numRuns: 1000 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(linePayload())), fc.jsonValue(), (key, value) => {
      try {
        withLine({ [key]: value })
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
  )
})

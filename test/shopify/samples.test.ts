import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { identifyOrder, readOrder } from '../../src/integrations/shopify/read.ts'
import { parseExactly } from '../../src/kernel/words/exact-json.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { IncomingOrder } from '../../src/orders/incoming-order.ts'

// Order payloads of your own shop, as files of JSON: SHOPIFY_SAMPLES=~/payloads npx vitest run test/shopify
const folder = process.env.SHOPIFY_SAMPLES ?? ''

const unwrap = (payload: unknown): unknown[] => {
  const { order, orders } = (payload ?? {}) as { order?: unknown; orders?: unknown }
  return order ? [order] : Array.isArray(orders) ? orders : [payload]
}

describe.skipIf(!folder)('payloads of a real shop', () => {
  test('each comes in or is refused in words', () => {
    const counts = new Map<string, number>()
    for (const file of globSync('**/*.json', { cwd: folder })) {
      for (const said of outcomes(readFileSync(join(folder, file)))) counts.set(said, (counts.get(said) ?? 0) + 1)
    }
    console.table([...counts].map(([said, orders]) => ({ said, orders })))
    expect(counts.get('translated')).toBeGreaterThan(0)
  })
})

function outcomes(file: Uint8Array): string[] {
  try {
    return unwrap(parseExactly(file)).map(outcome)
  } catch (error) {
    if (error instanceof SyntaxError) return ['not JSON']
    throw error
  }
}

function outcome(payload: unknown): string {
  if (!identifyOrder(payload)) return 'no order: it has no id'
  try {
    IncomingOrder.parse(readOrder(payload, 'sample.myshopify.com'))
    return 'translated'
  } catch (error) {
    if (error instanceof Refusal) return `refused: ${error.message}`
    throw error
  }
}

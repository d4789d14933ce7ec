import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { identifyOrder, readOrder } from '../../src/integrations/woocommerce/read.ts'
import { parseExactly } from '../../src/kernel/words/exact-json.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { IncomingOrder } from '../../src/orders/incoming-order.ts'

// Order payloads of your own shop, as files of JSON: WOOCOMMERCE_SAMPLES=~/payloads npx vitest run test/woocommerce
const folder = process.env.WOOCOMMERCE_SAMPLES ?? ''

const unwrap = (payload: unknown): unknown[] => {
  const { data, create, update } = (payload ?? {}) as { data?: unknown; create?: unknown[]; update?: unknown[] }
  if (create || update) return [...(create ?? []), ...(update ?? [])]
  return [data ?? payload].flat()
}

describe.skipIf(!folder)('payloads of a real shop', () => {
  test('each comes in or is refused in words', () => {
    const counts = new Map<string, number>()
    for (const file of globSync('**/*.json', { cwd: folder }))
      for (const said of unwrap(parseExactly(readFileSync(join(folder, file)))).map(outcome))
        counts.set(said, (counts.get(said) ?? 0) + 1)
    console.table([...counts].map(([said, orders]) => ({ said, orders })))
    expect(counts.get('translated')).toBeGreaterThan(0)
  })
})

function outcome(payload: unknown): string {
  if (!identifyOrder(payload)) return 'no order: it has no id'
  try {
    const order = readOrder(payload, { site: 'shop.example', statuses: new Map(), at: new Date() })
    if (!order) return 'ignored: nobody bought it'
    IncomingOrder.parse(order)
    return 'translated'
  } catch (error) {
    if (error instanceof Refusal) return `refused: ${error.message}`
    throw error
  }
}

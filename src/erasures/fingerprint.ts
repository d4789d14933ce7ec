import { createHash } from 'node:crypto'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** This many last digits identify a phone number with any country code. */
const TAIL = 9
const SHORTEST = 7

/** How a person is reached, as it is compared. */
export type Reachable = { email: string | null; phone: string | null }

/** What two spellings of the same e-mail address or phone number have in common; nothing for what identifies nobody. */
export function namesOf({ email, phone }: Reachable): readonly string[] {
  const mail = email?.trim().toLowerCase()
  const digits = phone?.replaceAll(/\D/g, '') ?? ''
  return [...(mail ? [mail] : []), ...(digits.length >= SHORTEST ? [digits.slice(-TAIL)] : [])]
}

/** A name that cannot be read back; each has a salt of its own, so that no list of known addresses finds it. */
export function fingerprint(name: string, salt: string): string {
  return createHash('sha256').update(`${salt} ${name}`).digest('hex')
}

/** The same in the database. */
export function fingerprintOf(name: SQLWrapper, salt: SQLWrapper): SQL<string> {
  return sql`encode(sha256(convert_to(${salt} || ' ' || ${name}, 'UTF8')), 'hex')`
}

/** `namesOf` of columns. */
export function namesIn({ email, phone }: Record<keyof Reachable, SQLWrapper>): readonly SQL[] {
  const digits = sql`regexp_replace(${phone}, '\\D', '', 'g')`
  return [
    sql`lower(trim(${email}))`,
    sql`case when length(${digits}) >= ${SHORTEST}::int then right(${digits}, ${TAIL}::int) end`,
  ]
}

import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import type { ArgKind } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { slug } from '../kernel/words/slug.ts'
import { people } from './tables.ts'

type Row = typeof people.$inferSelect

/** Everybody who signs in by themselves or was invited to, staff first. */
export function everybody(db: Reads): Promise<Row[]> {
  return db.select().from(people).orderBy(asc(people.addedAt), asc(people.user))
}

/** Whether staff other than that one can sign in. */
export async function canStaffSignIn(db: Reads, but = ''): Promise<boolean> {
  const can = and(eq(people.staff, true), isNotNull(people.password), ne(people.user, but))
  return (await db.select({ user: people.user }).from(people).where(can).limit(1)).length > 0
}

/** The person of that name. @throws Refusal with the nearest there is */
export async function findSignedUp(db: Reads, named: string): Promise<Row> {
  const wanted = slug(named)
  const all = await everybody(db)
  const found = all.find(({ user, name }) => user === wanted || slug(name) === wanted)
  if (found) return found
  const near = nearest(
    named,
    all.map(({ name }) => name),
  )
  throw new Refusal(
    `Nobody called “${named}” signs in here. ${near ? `Did you mean “${near}”?` : 'See /person list.'}`,
    'person',
  )
}

/** Somebody who signs in to the console. Staff only. */
export const aPersonHere: ArgKind = {
  name: 'person here',
  async complete(db, actor, typed) {
    if (actor.side !== 'staff') return []
    const fits = (await everybody(db)).filter(({ user }) => user.includes(slug(typed)))
    return fits.map(({ name }) => ({ value: name, label: name }))
  },
}

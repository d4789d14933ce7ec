import { and, eq, gt } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Accounts } from '../kernel/shapes/accounts.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { slug } from '../kernel/words/slug.ts'
import { hashOfKey } from './add-person.ts'
import { canStaffSignIn } from './find-person.ts'
import { hashPassword, isPassword } from './password.ts'
import { people } from './tables.ts'

/** Accounts over our own people. */
export function openAccounts(db: Reads, ask: Ask, now: () => Date): Accounts {
  // The last of the staff who can sign in can't be removed: what was so once stays so.
  let needed = false
  return {
    async areNeeded() {
      needed ||= await canStaffSignIn(db)
      return needed
    },
    async check(name, password) {
      const [found] = await db
        .select()
        .from(people)
        .where(eq(people.user, slug(name)))
      return (await isPassword(password, found?.password ?? null)) && found ? found.user : null
    },
    async invited(key) {
      const open = and(eq(people.invitation, hashOfKey(key)), gt(people.invitedUntil, now()))
      const [found] = await db.select({ name: people.name }).from(people).where(open)
      return found?.name ?? null
    },
    async join(key, password) {
      const { outcome = '' } = await ask(
        'person.join',
        { invitation: hashOfKey(key), password: await hashPassword(password) },
        waybill,
      )
      return outcome
    },
    async joinFirst(name, password) {
      const { outcome = '' } = await ask('person.join-first', { name, password: await hashPassword(password) }, waybill)
      return outcome
    },
  }
}

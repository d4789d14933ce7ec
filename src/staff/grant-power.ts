import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { POWERS, type Power } from '../kernel/shapes/power.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { staffPowers } from './tables.ts'

const power = z.enum(Object.keys(POWERS) as [Power, ...Power[]])
export const GrantPower = z.object({ power, person: Named })
export const OpenPower = z.object({ power })
export const ListPowers = z.object({})

/** Keeps a power to those who are listed for it, and lists one more. */
export async function grantPower({ db, now, record }: Verb, input: z.infer<typeof GrantPower>): Promise<Outcome> {
  const { id: user, chat, name } = input.person
  const row = { power: input.power, chat, user, name, grantedAt: now }
  const added = await db.insert(staffPowers).values(row).onConflictDoNothing().returning()
  if (added.length > 0) await record('staff.power_granted', input.power, { chat, user, name })
  return { text: `${await whoMay(db, input.power)} ${await hint(db, input.power)}`.trim() }
}

/** Takes somebody off the list. The last one stays, so that nothing opens to all by a slip. */
export async function withdrawPower({ db, record }: Verb, input: z.infer<typeof GrantPower>): Promise<Outcome> {
  const { id: user, chat, name } = input.person
  const listed = await listedFor(db, input.power)
  const mine = listed.find(one => one.chat === chat && one.user === user)
  if (!mine) throw new Refusal(`${name} isn’t on that list. ${await whoMay(db, input.power)}`, 'person')
  if (listed.length === 1)
    throw new Refusal(
      `${name} is the last on that list. Allow somebody else first, or type /staff open ${input.power} to let all staff do it.`,
      'person',
    )
  const { power } = input
  const row = and(eq(staffPowers.power, power), eq(staffPowers.chat, chat), eq(staffPowers.user, user))
  await db.delete(staffPowers).where(row)
  await record('staff.power_withdrawn', power, { chat, user, name })
  return { text: await whoMay(db, power) }
}

/** Lets all staff do it again. */
export async function openPower({ db, record }: Verb, { power }: z.infer<typeof OpenPower>): Promise<Outcome> {
  const gone = await db.delete(staffPowers).where(eq(staffPowers.power, power)).returning()
  if (gone.length > 0) await record('staff.power_opened', power, {})
  return { text: await whoMay(db, power) }
}

/** Says who may do what. */
export async function listPowers({ db }: Verb): Promise<Outcome> {
  const all = await Promise.all(Object.keys(POWERS).map(power => whoMay(db, power as Power)))
  return {
    text: all.join(' '),
    card: {
      audience: 'staff',
      tone: 'neutral',
      title: 'Who may do what',
      summary: 'What is kept to nobody is open to all staff.',
      lines: all.map(text => ({ text })),
      context: 'Keep something to some: /staff allow refund @Ola. Open it again: /staff open refund.',
    },
  }
}

function listedFor(db: Verb['db'], power: Power) {
  const inOrder = [asc(staffPowers.grantedAt), asc(staffPowers.name)]
  return db
    .select()
    .from(staffPowers)
    .where(eq(staffPowers.power, power))
    .orderBy(...inOrder)
}

/** `Only Ola and Robin may refund customers.` */
async function whoMay(db: Verb['db'], power: Power): Promise<string> {
  const names = (await listedFor(db, power)).map(({ name }) => name)
  return names.length > 0 ? `Only ${list(names)} may ${POWERS[power]}.` : `All staff may ${POWERS[power]}.`
}

/** A list that anybody can change keeps nothing. */
async function hint(db: Verb['db'], power: Power): Promise<string> {
  if (power === 'roles' || (await listedFor(db, 'roles')).length > 0) return ''
  return 'All staff can change that: to keep it to yourself, type /staff allow roles and your name.'
}

import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Delivery } from '../../kernel/asking/command.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Answer } from '../../kernel/shapes/answer.ts'
import { portalAnswers as rows } from './tables.ts'
import type { PortalSession } from './visits.ts'

export type KeptAnswer = typeof rows.$inferSelect

/** What was done in this visit, so that nothing is done twice, and no button works that was not shown in it. */
export type Answers = {
  /**
   * Does something once under its key: sent again it answers what was answered.
   * @param about the message whose button it is
   */
  once(
    session: PortalSession,
    key: string,
    about: string | null,
    act: (delivery: Delivery) => Promise<Answer>,
  ): Promise<{ id: string; answer: Answer | null; about: string | null }>
  find(session: PortalSession, id: string): Promise<KeptAnswer | null>
  /** Whether an answer of this visit offered that button or form. */
  offered(session: PortalSession, token: string): Promise<boolean>
}

/** How long an answer can be looked at again, days. */
export const ANSWER_DAYS = 1

export function keepAnswers(db: Db, now: () => Date): Answers {
  const underWay = new Map<string, ReturnType<Answers['once']>>()
  const find: Answers['find'] = async ({ id: session }, id) => {
    const [found] = await db
      .select()
      .from(rows)
      .where(and(eq(rows.id, id), eq(rows.session, session)))
    return found ?? null
  }
  const act = async (...[session, key, about, does]: Parameters<Answers['once']>) => {
    const id = hash(`${session.id} ${key}`)
    const before = await find(session, id)
    if (before) return { id, answer: before.answer, about: before.about }
    const madeAt = now()
    const answer = await does({ source: 'portal', key: id })
    // What was wrong is put right and sent again: it is not what came of the act.
    const kept = answer.kind === 'errors' ? hash(`${id} ${tokensOf(answer).join(' ')}`) : id
    const row = { id: kept, session: session.id, tokens: tokensOf(answer), about, madeAt }
    await db
      .insert(rows)
      .values({ ...row, answer: isKept(answer) ? answer : null })
      .onConflictDoNothing()
    return { id, answer, about }
  }
  return {
    once(session, key, ...rest) {
      const name = `${session.id} ${key}`
      const already = underWay.get(name)
      if (already) return already
      const mine = act(session, key, ...rest).finally(() => underWay.delete(name))
      underWay.set(name, mine)
      return mine
    },
    find,
    offered: async ({ id }, token) =>
      (await db.$count(rows, and(eq(rows.session, id), sql`${rows.tokens} @> ${JSON.stringify([token])}::jsonb`))) > 0,
  }
}

/** A customer's address is shown, and not kept. */
const isKept = (answer: Answer) => !(answer.kind === 'shown' && answer.privately) && answer.kind !== 'errors'

function tokensOf(answer: Answer): readonly string[] {
  if ('form' in answer) return [answer.form.token]
  if (answer.kind !== 'shown') return []
  const { presses, opens = [], rest } = answer.card
  return [...presses, ...opens, ...(rest ? [rest] : [])].map(({ token }) => token)
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

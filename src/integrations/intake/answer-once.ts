import { createHash } from 'node:crypto'
import { subDays } from 'date-fns/subDays'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { type ProblemStatus, problemOf } from '../../kernel/ground/problem.ts'
import { intakeAnswers } from './tables.ts'

export type DoorAnswer = { status: number; body: string }
export type KeyedRequest = { store: string; key: string; body: string }

/** How long a request may take, ms; after that its process was killed, and the sender's next try does it. */
const TAKES = 60_000
/** How long an answer is kept, days: longer than any sender tries again. */
const KEPT = 30

/**
 * Does a request once by its key: the same again gets the first answer, another body under the same key 422, and while the
 * first is being done 409. What broke on our side is forgotten, so that the next try does it.
 */
export async function answerOnce(
  db: Db,
  { store, key, body }: KeyedRequest,
  now: Date,
  answer: () => Promise<DoorAnswer>,
): Promise<DoorAnswer> {
  const bodyHash = createHash('sha256').update(body).digest('base64url')
  const mine = and(eq(intakeAnswers.store, store), eq(intakeAnswers.key, key))
  const begun = { bodyHash, begunAt: now, status: null, answer: null }
  const long = lt(intakeAnswers.begunAt, new Date(now.getTime() - TAKES))
  const abandoned = sql`${isNull(intakeAnswers.status)} and ${long}`
  const [first] = await db
    .insert(intakeAnswers)
    .values({ store, key, ...begun })
    .onConflictDoUpdate({ target: [intakeAnswers.store, intakeAnswers.key], set: begun, setWhere: abandoned })
    .returning({ key: intakeAnswers.key })
  if (!first) return again(await db.select().from(intakeAnswers).where(mine), bodyHash)
  try {
    const given = await answer()
    await db.update(intakeAnswers).set({ status: given.status, answer: given.body }).where(mine)
    return given
  } catch (error) {
    await db.delete(intakeAnswers).where(mine)
    throw error
  }
}

function again([row]: readonly (typeof intakeAnswers.$inferSelect)[], bodyHash: string): DoorAnswer {
  if (row && row.bodyHash !== bodyHash)
    return problem(422, 'This Idempotency-Key, or webhook-id, was used for another body. Give each request its own.')
  if (!row?.status || row.answer === null) return problem(409, 'The same request is still being worked on. Try again.')
  return { status: row.status, body: row.answer }
}

const problem = (status: ProblemStatus, detail: string): DoorAnswer => ({
  status,
  body: JSON.stringify(problemOf(status, detail)),
})

/** Forgets answers that nobody asks for any more. */
export async function forgetAnswers(db: Db, now: Date): Promise<void> {
  await db.delete(intakeAnswers).where(lt(intakeAnswers.begunAt, subDays(now, KEPT)))
}

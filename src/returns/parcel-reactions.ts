import { and, eq, isNull } from 'drizzle-orm'
import type { Reaction } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import { returns } from './tables.ts'

/** A feed follows a parcel that goes back too; its carrier may have spoken of it before. */
export const followItsParcel: Reaction<'return.posted_back'> = async (speech, { about }) => {
  const [row] = await speech.read.select().from(returns).where(eq(returns.caseId, about))
  if (!row?.tracking || !row.carrier || !row.carrierName) return
  const { tracking: number, carrier, carrierName } = row
  await speech.ask('tracking.register', { back: [{ number, carrier, carrierName }] })
  await speech.ask('return.follow-parcel', { case: about })
}

/** What carriers say moves the returns whose parcels have these numbers. */
export const followParcelsBack: Reaction<'checkpoints.heard'> = async (speech, { data }) => {
  const { caseId, tracking, receivedAt } = returns
  const open = await speech.read
    .select({ caseId })
    .from(returns)
    .where(and(among(tracking, data.numbers), isNull(receivedAt)))
  for (const one of open) await speech.ask('return.follow-parcel', { case: one.caseId })
}

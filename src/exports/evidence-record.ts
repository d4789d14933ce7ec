import { findCase } from '../cases/load-case.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { type CaseRecord, caseRecord } from './case-record.ts'
import { outward } from './outward.ts'
import { type Turn, timelineOf } from './timeline.ts'

/**
 * What a bank may be shown of a case, and of it what was done and said, the first first. Which chat somebody sat in is
 * nothing to a bank.
 * @throws Refusal where there is no such case, or none for that actor.
 */
export async function evidenceRecord(
  { db, actor }: Verb,
  named: string,
): Promise<{ record: CaseRecord; turns: readonly Turn[] }> {
  const { id } = await findCase(db, actor, named)
  const record = outward(await caseRecord(db, id))
  return { record, turns: timelineOf(record).map(turn => ({ ...turn, from: null })) }
}

import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { readRungs, rungInWords, writeRungs } from './ladder.ts'
import { ladderOf } from './next-at.ts'
import type { Person, Rung } from './rung.ts'
import { type CaseKind, ladders } from './tables.ts'

export const caseKinds = ['late', 'complaint', 'return'] as const satisfies readonly CaseKind[]

export const SetLadder = z.object({
  kind: z.enum(caseKinds).optional(),
  rungs: z.string().trim().max(1_000).optional(),
  /** Whom the word `person` in the rungs means. */
  person: Named.optional(),
})

/** Shows how silence is climbed, or sets it for one kind of case: who is told, after how long, how often. */
export async function setLadder(verb: Verb, { kind, rungs, person }: z.infer<typeof SetLadder>): Promise<Outcome> {
  if (!kind || !rungs) return shown(verb.db, kind ? [kind] : caseKinds)
  const before = await ladderOf(verb.db, kind)
  const named = person ? { chat: person.chat, user: person.id, name: person.name } : personOf(before)
  const set = { rungs: readRungs(rungs, named), changedAt: verb.now, changedBy: verb.actor.name }
  await verb.db
    .insert(ladders)
    .values({ kind, ...set })
    .onConflictDoUpdate({ target: ladders.kind, set })
  await verb.record('case.ladder_set', kind, { kind, from: writeRungs(before), to: writeRungs(set.rungs) })
  return { text: `${NAMES[kind]}: ${inWords(set.rungs)}` }
}

const NAMES: Readonly<Record<CaseKind, string>> = { late: 'Late', complaint: 'Complaints', return: 'Returns' }

function personOf(rungs: readonly Rung[]): Person | null {
  return rungs.map(({ to }) => to).find(to => typeof to !== 'string') ?? null
}

function inWords(rungs: readonly Rung[]): string {
  const words = rungs.map(rungInWords).join('; ') || 'nobody is reminded'
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

async function shown(db: Reads, kinds: readonly CaseKind[]): Promise<Outcome> {
  const rows = await Promise.all(kinds.map(async kind => ({ kind, rungs: await ladderOf(db, kind) })))
  const summary = 'Who is told when nobody answers a case, one after the other. Any answer ends it.'
  const card: Card = {
    audience: 'staff',
    tone: 'neutral',
    title: 'Ladders',
    summary,
    facts: rows.map(({ kind, rungs }) => ({ label: NAMES[kind], value: inWords(rungs) })),
    buttons: rows.map(({ kind, rungs }) => ({
      label: `Change: ${NAMES[kind].toLowerCase()}`,
      command: 'case.ladder',
      input: { kind, rungs: writeRungs(rungs) },
      asks: ['rungs', 'person'],
    })),
  }
  return { text: rows.map(({ kind, rungs }) => `${NAMES[kind]}: ${inWords(rungs)}`).join(' '), card }
}

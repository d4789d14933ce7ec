import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { capital, list } from '../kernel/words/text.ts'
import { type CaseKind, caseKinds } from './kind.ts'
import { readRungs, rungInWords, writeRungs } from './ladder.ts'
import { ladderOf } from './next-at.ts'
import type { Person, Rung } from './rung.ts'
import { ladders } from './tables.ts'

export const SetLadder = z.object({
  /** The name of a kind: see kind.ts. */
  kind: z.string().trim().toLowerCase().optional(),
  rungs: z.string().trim().max(1_000).optional(),
  /** Whom the word `person` in the rungs means. */
  person: Named.optional(),
})

/** Shows how silence is climbed, or sets it for one kind of case: who is told, after how long, how often. */
export async function setLadder(verb: Verb, { kind, rungs, person }: z.infer<typeof SetLadder>): Promise<Outcome> {
  const wanted = kind ? [findKind(kind)] : caseKinds()
  if (!kind || !rungs) return shown(verb.db, wanted)
  const before = await ladderOf(verb.db, kind)
  const named = person ? { chat: person.chat, user: person.id, name: person.name } : personOf(before)
  const set = { rungs: readRungs(rungs, named), changedAt: verb.now, changedBy: verb.actor.name }
  await verb.db
    .insert(ladders)
    .values({ kind, ...set })
    .onConflictDoUpdate({ target: ladders.kind, set })
  await verb.record('case.ladder_set', kind, { kind, from: writeRungs(before), to: writeRungs(set.rungs) })
  return { text: `${nameOf(findKind(kind))}: ${inWords(set.rungs)}` }
}

/** @throws Refusal for a kind that there is not. */
function findKind(name: string): CaseKind {
  const found = caseKinds().find(one => one.name === name)
  if (found) return found
  const names = list(
    caseKinds().map(one => one.name),
    'or',
  )
  throw new Refusal(`“${name}” is not a kind of case. Write ${names}.`, 'kind')
}

const nameOf = ({ plural }: CaseKind) => capital(plural)

function personOf(rungs: readonly Rung[]): Person | null {
  return rungs.map(({ to }) => to).find(to => typeof to !== 'string') ?? null
}

function inWords(rungs: readonly Rung[]): string {
  const words = rungs.map(rungInWords).join('; ') || 'nobody is reminded'
  return `${capital(words)}.`
}

async function shown(db: Reads, kinds: readonly CaseKind[]): Promise<Outcome> {
  const rows = await Promise.all(kinds.map(async kind => ({ kind, rungs: await ladderOf(db, kind.name) })))
  const summary = 'Who is told when nobody answers a case, one after the other. Any answer ends it.'
  const card: Card = {
    audience: 'staff',
    tone: 'neutral',
    title: 'Ladders',
    summary,
    facts: rows.map(({ kind, rungs }) => ({ label: nameOf(kind), value: inWords(rungs) })),
    buttons: rows.map(({ kind, rungs }) => ({
      label: `Change: ${kind.plural}`,
      command: 'case.ladder',
      input: { kind: kind.name, rungs: writeRungs(rungs) },
      asks: ['rungs', 'person'],
    })),
  }
  return { text: rows.map(({ kind, rungs }) => `${nameOf(kind)}: ${inWords(rungs)}`).join(' '), card }
}

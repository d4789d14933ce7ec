import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { capital, list } from '../kernel/words/text.ts'
import { readSteps, stepInWords, writeSteps } from './escalation.ts'
import type { EscalationStep, NamedPerson } from './escalation-step.ts'
import { type CaseKind, caseKinds } from './kind.ts'
import { escalationOf } from './next-at.ts'
import { escalations } from './tables.ts'

export const SetEscalation = z.object({
  /** The name of a kind: see kind.ts. */
  kind: z.string().trim().toLowerCase().optional(),
  steps: z.string().trim().max(1_000).optional(),
  /** Whom the word `person` in the steps means. */
  person: Named.optional(),
})

/** Shows the escalation, or sets it for one kind of case: who is notified, after how long, how often. */
export async function setEscalation(
  verb: Verb,
  { kind, steps, person }: z.infer<typeof SetEscalation>,
): Promise<Outcome> {
  const wanted = kind ? [findKind(kind)] : caseKinds()
  if (!kind || !steps) return shown(verb.db, wanted)
  const before = await escalationOf(verb.db, kind)
  const named = person ? { chat: person.chat, user: person.id, name: person.name } : personOf(before)
  const set = { steps: readSteps(steps, named), changedAt: verb.now, changedBy: verb.actor.name }
  await verb.db
    .insert(escalations)
    .values({ kind, ...set })
    .onConflictDoUpdate({ target: escalations.kind, set })
  await verb.record('case.escalation_set', kind, { kind, from: writeSteps(before), to: writeSteps(set.steps) })
  return { text: `${nameOf(findKind(kind))}: ${inWords(set.steps)}` }
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

function personOf(steps: readonly EscalationStep[]): NamedPerson | null {
  return steps.map(({ to }) => to).find(to => typeof to !== 'string') ?? null
}

function inWords(steps: readonly EscalationStep[]): string {
  const words = steps.map(stepInWords).join('; ') || 'nobody is reminded'
  return `${capital(words)}.`
}

async function shown(db: Reads, kinds: readonly CaseKind[]): Promise<Outcome> {
  const rows = await Promise.all(kinds.map(async kind => ({ kind, steps: await escalationOf(db, kind.name) })))
  const summary = 'Who is notified, one after the other, when nobody answers a case. Any answer ends it.'
  const card: Card = {
    audience: 'staff',
    tone: 'neutral',
    title: 'Escalations',
    summary,
    facts: rows.map(({ kind, steps }) => ({ label: nameOf(kind), value: inWords(steps) })),
    buttons: rows.map(({ kind, steps }) => ({
      label: `Change: ${kind.plural}`,
      command: 'case.escalation',
      input: { kind: kind.name, steps: writeSteps(steps) },
      asks: ['steps', 'person'],
    })),
  }
  return { text: rows.map(({ kind, steps }) => `${nameOf(kind)}: ${inWords(steps)}`).join(' '), card }
}

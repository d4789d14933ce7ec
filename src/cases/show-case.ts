import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { story } from '../kernel/ground/journal.ts'
import type { Button } from '../kernel/shapes/card.ts'
import { briefOf } from './brief.ts'
import { closeWords } from './close-reason.ts'
import { kindOf } from './kind.ts'
import { findCase } from './load-case.ts'
import { tell } from './story.ts'
import type { Case } from './tables.ts'

export const ShowCase = z.object({ case: z.string().min(1) })

/** A case of any kind with its story, and all that is seldom wanted. For staff. */
export async function showCase({ db, actor }: Verb, input: z.infer<typeof ShowCase>): Promise<Outcome> {
  const found = await findCase(db, actor, input.case)
  const { one, po, supplier } = await briefOf(db, found.id)
  const { title } = kindOf(one)
  const summary = `${title} ${one.number} of ${po.number}, ${supplier.name}.`
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: one.closedAt ? 'neutral' : 'waiting',
      title: `${title} ${one.number}`,
      summary,
      facts: [
        { label: 'Supplier', value: supplier.name },
        { label: 'Owner', value: one.ownerName ?? 'nobody yet' },
        ...(one.closedAt
          ? [{ label: 'Closed', value: [`${one.closedBy}: ${closeWords(one)} · `, { at: one.closedAt.toISOString() }] }]
          : []),
      ],
      body: tell(await story(db, [one.id]), `: /case transcript ${one.number} has all`),
      buttons: buttons(one),
    },
  }
}

function buttons({ id, kind, closedAt }: Case): readonly Button[] {
  const input = { case: id }
  const papers: readonly Button[] = [
    { label: 'Transcript', command: 'case.transcript', input },
    { label: 'Evidence pack', command: 'case.evidence', input },
    { label: 'Note', command: 'case.note', input, asks: ['note'] },
  ]
  if (closedAt) return [{ label: 'Open the card', command: `${kind}.show`, input }, ...papers]
  return [
    ...papers,
    { label: 'Snooze', command: 'case.snooze', input, asks: ['until'] },
    { label: 'Give', command: 'case.give', input, asks: ['person'] },
  ]
}

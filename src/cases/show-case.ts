import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { story } from '../kernel/ground/journal.ts'
import type { Button } from '../kernel/shapes/card.ts'
import { staffButtons, whoseFacts } from './card-parts.ts'
import { loadCaseView } from './case-view.ts'
import { closeWords } from './close-reason.ts'
import { kindOf } from './kind.ts'
import { findCase } from './load-case.ts'
import { tell } from './story.ts'
import type { Case } from './tables.ts'

export const ShowCase = z.object({ case: z.string().min(1) })

/** A case of any kind with its story, and all that is seldom wanted. For staff. */
export async function showCase({ db, actor }: Verb, input: z.infer<typeof ShowCase>): Promise<Outcome> {
  const found = await findCase(db, actor, input.case)
  const { one, po, supplier } = await loadCaseView(db, found.id)
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
        ...whoseFacts({ one, supplier }),
        ...(one.closedAt
          ? [{ label: 'Closed', value: [`${one.closedBy}: ${closeWords(one)} · `, { at: one.closedAt.toISOString() }] }]
          : []),
      ],
      body: tell(await story(db, [one.id]), `: /case transcript ${one.number} has all`),
      buttons: buttons(one),
    },
  }
}

function buttons(one: Case): readonly Button[] {
  const input = { case: one.id }
  const { snooze, give } = staffButtons(one)
  const papers: readonly Button[] = [
    { label: 'Transcript', command: 'case.transcript', input },
    { label: 'Evidence pack', command: 'case.evidence', input },
    { label: 'Note', command: 'case.note', input, asks: ['note'] },
  ]
  if (one.closedAt) return [{ label: 'Open the card', command: `${one.kind}.show`, input }, ...papers]
  return [...papers, snooze, give]
}

import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { keepAttached } from '../kernel/ground/keep-file.ts'
import type { Attached, Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { evidenceRecord } from './evidence-record.ts'
import { turnWords } from './stripe-fields.ts'

export const ListEvidence = z.object({ case: z.string().min(1) })

/** Characters of a list that every chat shows whole. */
const MOST_SHOWN = 2_000

/** What an evidence pack of a case would tell of what was done and said, by number, before it is made. For staff. */
export async function listEvidence(verb: Verb, input: z.infer<typeof ListEvidence>): Promise<Outcome> {
  const { record, turns } = await evidenceRecord(verb, input.case)
  const { number } = record.one
  const lines = turns.map((turn, at) => `${at + 1}. ${turnWords(turn)}`)
  const { shown, rest } = fitting(lines)
  const pack = { command: 'case.evidence-pack', input: { case: number, listed: turns.map(({ key }) => key) } }
  const card: Card = {
    audience: 'staff',
    tone: 'neutral',
    title: `Evidence of ${number}`,
    summary: `The pack will tell of ${count(turns.length, 'entry', 'entries')}. Leave out what a bank shouldn’t read.`,
    body: [...shown, ...(rest > 0 ? [`and ${rest} more in the file.`] : [])].join('\n'),
    ...(rest > 0 && { files: [await entriesFile(verb, number, lines)] }),
    buttons: [
      { label: 'Make the pack', ...pack, style: 'primary' },
      { label: 'Leave entries out', ...pack, asks: ['leaveOut'] },
    ],
    context: 'Only you see this. Notes of staff and what the supplier pays are never in it.',
  }
  return { text: card.summary, card }
}

function fitting(lines: readonly string[]): { shown: readonly string[]; rest: number } {
  let room = MOST_SHOWN
  const end = lines.findIndex(line => {
    room -= line.length + 1
    return room < 0
  })
  const shown = end < 0 ? lines : lines.slice(0, end)
  return { shown, rest: lines.length - shown.length }
}

function entriesFile({ db, now }: Verb, number: string, lines: readonly string[]): Promise<Attached> {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  return keepAttached(db, { name: `${number}-entries.txt`, bytes }, now)
}

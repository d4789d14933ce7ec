import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { keepAttached } from '../kernel/ground/keep-file.ts'
import { type Attached, MOST_ATTACHED, type Phrase } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'

type Export = {
  what: string
  summary: string
  made: readonly { name: string; bytes: Uint8Array }[]
  /** Files that are here already and go along, as far as one message holds them. */
  along?: readonly Attached[]
  body?: Phrase
}

/**
 * Keeps what was made of a case and answers with it, only to the person who asked; that it was made is on the record.
 */
export async function answerWithFiles(verb: Verb, one: Case, given: Export): Promise<Outcome> {
  const { what, summary, made, along = [], body } = given
  const kept: Attached[] = []
  for (const file of made) kept.push(await keepAttached(verb.db, file, verb.now))
  await verb.record('case.exported', one.id, { ...factOf(one), what, files: kept })
  const files = [...kept, ...along.map(({ file, name }) => ({ file, name }))]
  const left = Math.max(0, files.length - MOST_ATTACHED)
  const more = left > 0 ? ` ${count(left, 'file')} more did not fit here: see the case’s thread.` : ''
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: 'neutral',
      title: `The ${what} of ${one.number}`,
      summary,
      ...(body && { body }),
      files: files.slice(0, MOST_ATTACHED),
      context: `Only you see this. The record shows that you made it.${more}`,
    },
  }
}

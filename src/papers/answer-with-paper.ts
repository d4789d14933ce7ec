import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { keepAttached } from '../kernel/ground/keep-file.ts'
import type { Attached, Audience } from '../kernel/shapes/card.ts'
import type { Paper } from './paper.ts'
import { paperPage } from './paper-page.ts'
import { paperPdf } from './paper-pdf.ts'

type Given = {
  audience: Audience /** Of the files, without an ending. */
  name: string
  summary: string
  csv: Uint8Array
}

/** Answers with a paper as files, to the person who asked alone. */
export async function answerWithPaper(
  verb: Verb,
  paper: Paper,
  { audience, name, summary, csv }: Given,
): Promise<Outcome> {
  const pdf = await paperPdf(paper)
  const made = [
    ...(pdf ? [{ name: `${name}.pdf`, bytes: pdf }] : []),
    { name: `${name}.html`, bytes: await paperPage(paper) },
    { name: `${name}.csv`, bytes: csv },
  ]
  const files: Attached[] = []
  for (const file of made) files.push(await keepAttached(verb.db, file, verb.now))
  const why = pdf ? '' : ' Our PDF has no letters for some of its words, so print the page.'
  return {
    text: summary,
    card: {
      ...{ audience, tone: 'neutral', title: `${paper.kind} ${paper.title}`, summary, files },
      context: `Only you see this. Download it within two days.${why}`,
    },
  }
}

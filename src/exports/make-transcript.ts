import { html } from 'hono/html'
import { z } from 'zod'
import { closeWords } from '../cases/close-reason.ts'
import { kindOf } from '../cases/kind.ts'
import { findCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { money } from '../kernel/words/money.ts'
import { count } from '../kernel/words/text.ts'
import { place } from '../kernel/words/zoned.ts'
import { answerWithFiles } from './answer-with-files.ts'
import { attachmentsOf } from './attachments.ts'
import { type CaseRecord, caseRecord } from './case-record.ts'
import { drawAttachments } from './draw-attachments.ts'
import { drawParcels } from './draw-parcels.ts'
import { drawTurns } from './draw-turns.ts'
import { withFiles } from './embed-files.ts'
import { facts, type Head, type Markup, page, section } from './page.ts'
import { inUtc } from './stamp.ts'
import { timelineOf } from './timeline.ts'

export const MakeTranscript = z.object({ case: z.string().min(1) })

/** Everything about a case as one page to keep: what was done, said, decided and attached, when, and by whom. For staff. */
export async function makeTranscript(verb: Verb, input: z.infer<typeof MakeTranscript>): Promise<Outcome> {
  const { id } = await findCase(verb.db, verb.actor, input.case)
  const record = await caseRecord(verb.db, id)
  const { one } = record
  const zone = staffZone()
  const turns = timelineOf(record)
  const attachments = await attachmentsOf(verb.db, record.files, record.said, record.mailed)
  const bytes = await withFiles(verb.db, attachments, embedded =>
    page(headOf(record), [
      overview(record, zone),
      section('Parcels', drawParcels(record, zone)),
      section('What was done and said', drawTurns(turns, { zone, attachments })),
      section('Files', drawAttachments(attachments, { zone, embedded })),
      foot(verb, zone),
    ]),
  )
  const entries = count(turns.length, 'entry', 'entries')
  return answerWithFiles(verb, one, {
    what: 'transcript',
    summary: `Everything known about ${one.number}: ${entries}, ${count(attachments.length, 'file')}.`,
    made: [{ name: `${one.number}-transcript.html`, bytes }],
  })
}

function headOf({ one, po, supplier, details }: CaseRecord): Head {
  const title = `${kindOf(one).title} ${one.number} of ${po.number}`
  return { kind: 'Transcript', title, about: `${supplier.name}, ${details.about}.`, state: details.state }
}

function overview({ one, po, order, store, supplier, lines, details }: CaseRecord, zone: string): Markup {
  const paid = money(order.paidMinor, order.currency)
  return facts(
    [
      ['Order', `${order.number} of ${store.name}, ${paid}, placed ${inUtc(order.placedAt)}`],
      ['Purchase order', `${po.number}, ${supplier.name}`],
      ['Asked for', lines.map(askedWords).join('\n')],
      ['What happened', details.happened],
      ...details.rows,
      ['Refund to the customer', details.refund],
      ['Credit by the supplier', details.credit],
      ['Opened', one.openedAt],
      ['Opened by', one.openedBy],
      ['Owner', one.ownerName],
      ['Closed', one.closedAt],
      ['Closed by', one.closedAt && `${one.closedBy}: ${closeWords(one)}`],
    ],
    zone,
  )
}

/** With the options that make it what it is: an engraving is what most disputes are about. */
function askedWords({ asked, quantity, title, options }: CaseRecord['lines'][number]): string {
  const left = quantity < asked ? `, now ${quantity}` : ''
  return `${asked} × ${title}${options ? ` (${options})` : ''}${left}`
}

function foot({ actor, now }: Verb, zone: string): Markup {
  const times = zone === 'UTC' ? 'Times are in UTC' : `Times are in UTC, and in smaller print in ${place(zone)}`
  return html`<footer>Made ${inUtc(now)} by ${actor.name}. For staff only: it holds what neither suppliers nor customers are shown.
${times}. The customer’s street, phone and e-mail are left out wherever somebody wrote them; pictures and files are as they were sent, so look at them before you pass this on.</footer>`
}

import { html } from 'hono/html'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { capital, count } from '../kernel/words/text.ts'
import { answerWithFiles } from './answer-with-files.ts'
import { attachmentsOf } from './attachments.ts'
import { drawAttachments } from './draw-attachments.ts'
import { drawComplaint, drawFields, drawLacks, drawProducts, drawRefunds, drawSummary } from './draw-evidence.ts'
import { drawParcels } from './draw-parcels.ts'
import { drawTurns } from './draw-turns.ts'
import { withFiles } from './embed-files.ts'
import { evidenceRecord } from './evidence-record.ts'
import { missingForDispute } from './lacking.ts'
import { leftOut } from './left-out.ts'
import { page, section } from './page.ts'
import { paypalFields } from './paypal-fields.ts'
import { inUtc } from './stamp.ts'
import { STRIPE_FILES, stripeFields } from './stripe-fields.ts'

export const MakeEvidence = z.object({
  case: z.string().min(1),
  /** The entries that were shown, in their order: what came after is in no pack that nobody read. */
  listed: z.array(z.string()),
  /** The numbers of those that are not for a bank: `3, 5-7`. */
  leaveOut: z.string().max(1_000).optional(),
})

/**
 * A case as evidence for a payment dispute: a page to print, the same as fields under Stripe's and PayPal's names, the
 * files, and first of all in words what is still missing. Notes of staff, amounts and terms between the shop and its
 * supplier are left out, what staff left out of the list too, and so is the customer's address: the payment provider has it, and this is handed over in a chat.
 */
export async function makeEvidence(verb: Verb, input: z.infer<typeof MakeEvidence>): Promise<Outcome> {
  const { record, turns: all } = await evidenceRecord(verb, input.case)
  const { one, order, supplier, details } = record
  const zone = staffZone()
  const left = leftOut(input.leaveOut ?? '', input.listed.length)
  const kept = new Set(input.listed.filter((_, at) => !left.has(at + 1)))
  const turns = all.filter(({ key }) => kept.has(key))
  const shown = new Set(turns.flatMap(({ files }) => files))
  const attachments = (await attachmentsOf(verb.db, record.files, record.said, record.mailed)).filter(({ file }) =>
    shown.has(file),
  )
  const lacks = missingForDispute(record, attachments)
  const fields = stripeFields(record, turns)
  const apart = { apart: true }
  const head = {
    kind: 'Evidence',
    title: `Order ${order.number}`,
    about: `${capital(details.about)}.`,
    state: `Case ${one.number}`,
  }
  const bytes = await withFiles(verb.db, attachments, embedded =>
    page(head, [
      drawLacks(lacks),
      drawSummary(record, zone),
      section('Products', drawProducts(record, zone)),
      section('Refunds', drawRefunds(record, zone)),
      section(STRIPE_FILES.shipping_documentation, drawParcels(record, zone), apart),
      section(STRIPE_FILES.customer_communication, drawComplaint(record), apart),
      section(STRIPE_FILES.uncategorized_file, drawTurns(turns, { zone, attachments }), apart),
      section('Files', drawAttachments(attachments, { zone, embedded }), apart),
      drawFields(fields, zone),
      html`<footer>Made ${inUtc(verb.now)} from the records of ${record.store.name}. ${supplier.name} ships for it.</footer>`,
    ]),
  )
  const stripe = { evidence: fields, upload: STRIPE_FILES }
  const paper = { stripe, paypal: paypalFields(record, fields), missing: lacks }
  const json = new TextEncoder().encode(`${JSON.stringify(paper, null, 2)}\n`)
  const holds = `${count(record.parcels.length, 'parcel')}, ${count(turns.length, 'entry', 'entries')}, ${count(attachments.length, 'file')}`
  return answerWithFiles(verb, one, {
    what: 'evidence pack',
    summary: `Evidence of ${one.number}: ${holds}. ${count(lacks.length, 'thing is', 'things are')} left for you to add.${left.size > 0 ? ` You left out ${count(left.size, 'entry', 'entries')}.` : ''}`,
    body: `Still missing:\n${lacks.map(one => `• ${one}`).join('\n')}`,
    made: [
      { name: `${one.number}-evidence.html`, bytes },
      { name: `${one.number}-evidence.json`, bytes: json },
    ],
    along: attachments,
  })
}

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { NotHere, Refusal } from '../kernel/words/refusal.ts'
import { type AgreementView, agreementView, holdAgreement, isAnswered } from './agreements.ts'
import { agreements } from './tables.ts'
import { confirmTermsCard } from './terms-cards.ts'

export const AnswerTerms = z.object({
  agreement: z.uuid(),
  answer: z.enum(['accept', 'refuse']),
  /** Why it is refused. */
  note: z.string().trim().max(500).optional(),
  /** Says that what is accepted was read: terms bind. */
  sure: z.enum(['yes']).optional(),
})

/** The supplier accepts or refuses proposed terms; before it accepts, it is shown what that binds it to. Accepted ones hold for what is sent from then on; closures, for all that is open. */
export async function answerTerms(verb: Verb, input: z.infer<typeof AnswerTerms>): Promise<Outcome> {
  const { actor, db } = verb
  const found = await agreementView(db, input.agreement)
  if (!found || (actor.side === 'supplier' && actor.supplierId !== found.supplier.id))
    throw new NotHere('There are no such terms here.')
  await holdAgreement(db, found.supplier.id)
  // Read again: somebody may have answered, or proposed others, before we held it.
  const view = (await agreementView(db, input.agreement)) ?? found
  const { agreement, newer } = view
  const { id, supplierId, version } = agreement
  if (isAnswered(agreement))
    throw new Refusal(
      `${agreement.answeredBy} has ${agreement.acceptedAt ? 'accepted' : 'refused'} version ${version} already.`,
    )
  if (newer !== null) throw new Refusal(`Version ${newer} has replaced version ${version}. See its card.`)
  const accepted = input.answer === 'accept'
  const note = input.note || null
  if (!accepted && !note) throw new Refusal('Say why, so that the shop can propose something else.', 'note')
  if (accepted && actor.side === 'supplier' && !input.sure) return confirmation(view)
  const answer = accepted ? { acceptedAt: verb.now } : { refusedAt: verb.now }
  await db
    .update(agreements)
    .set({ ...answer, answeredBy: actor.name, note })
    .where(eq(agreements.id, id))
  if (accepted) {
    await verb.record('agreement.accepted', id, { supplierId, version })
    return {
      text: `Version ${version} is in force. It holds for orders sent from now on, and its closures for open ones too.`,
    }
  }
  await verb.record('agreement.refused', id, { supplierId, version, note: note ?? '' })
  return {
    text: `Version ${version} is refused. The earlier agreement still holds. The shop’s staff have been notified.`,
  }
}

/** Asks whether it is meant, with all that changes. */
function confirmation(view: AgreementView): Outcome {
  const card = confirmTermsCard(view)
  return { text: card.summary, card }
}

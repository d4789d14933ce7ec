import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { type AgreementView, agreementView, isAnswered, newestVersion } from './agreements.ts'
import { agreementCard } from './terms-cards.ts'

const key = (id: string) => ({ kind: 'agreement', subject: id })

/** Asks the supplier to accept new terms; the card of those whose place they take shows that. */
export const askToAccept: Reaction<'agreement.proposed'> = async (speech, { about, data }) => {
  await postTerms(speech, await viewOf(speech, about))
  if (data.replaces) await redrawTerms(speech, data.replaces)
}

/** Terms that waited for a room are asked about in it. */
export const askInNewRoom: Reaction<'supplier.room_bound'> = async (speech, { about }) => {
  const newest = await newestVersion(speech.read, about)
  if (newest && !isAnswered(newest)) await postTerms(speech, await viewOf(speech, newest.id))
}

/** Shows the answer on the card, and tells staff, who have to propose something else where it is no. */
export const tellAnswered: Reaction<'agreement.accepted' | 'agreement.refused'> = async (speech, { about, data }) => {
  const { supplier, agreement } = await viewOf(speech, about)
  await redrawTerms(speech, about)
  // Staff accepted a closure themselves, and its card says so.
  if ('closure' in data) return
  const accepted = agreement.acceptedAt !== null
  const [title, summary] = accepted
    ? [
        'accepted its terms',
        `${agreement.answeredBy} accepted version ${data.version}. It holds for orders sent from now on.`,
      ]
    : ['refused its terms', `${agreement.answeredBy} refused version ${data.version}: ${agreement.note}`]
  const card = noticeCard(`${supplier.name} ${title}`, summary)
  await speech.post({ kind: 'agreement-answered', subject: about }, await speech.staffRooms('alerts'), {
    ...card,
    tone: accepted ? 'good' : 'warning',
    buttons: [{ label: 'Terms', command: 'supplier.terms', input: { supplier: supplier.id } }],
  })
}

async function postTerms(speech: Speech, view: AgreementView): Promise<void> {
  await speech.post(key(view.agreement.id), await speech.supplierRooms(view.supplier.id), agreementCard(view))
}

async function redrawTerms(speech: Speech, id: string): Promise<void> {
  await speech.redraw(key(id), agreementCard(await viewOf(speech, id)))
}

async function viewOf(speech: Speech, id: string): Promise<AgreementView> {
  const view = await agreementView(speech.read, id)
  if (!view) throw new Error(`agreement ${id} is not here`)
  return view
}

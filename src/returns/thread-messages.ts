import type { CaseView } from '../cases/case-view.ts'
import { balancesOf, LEDGERS } from '../cases/ledger.ts'
import type { Events } from '../events.ts'
import type { Card, Phrase, Ping } from '../kernel/shapes/card.ts'
import type { ReturnView } from './return-view.ts'
import { declineWords } from './words.ts'

/** What is said below the cards of a return when somebody must act, or may stop waiting. Buttons are on the cards alone. */

type Told = Pick<Card, 'tone' | 'title' | 'summary'> & Partial<Pick<Card, 'body' | 'pings'>>

const toStaff = (told: Told): Card => ({ audience: 'staff', ...told })
const toSupplier = ({ supplier }: CaseView, told: Told): Card => ({ audience: { supplierId: supplier.id }, ...told })

/** What staff tell the customer. */
export function approved({ one, supplier, row }: ReturnView, pings: readonly Ping[]): Card {
  const body: Phrase = [
    `Send it to:\n${row.returnTo}\nWrite “${row.rma}” on the parcel.${row.instructions ? `\n${row.instructions}` : ''}\nSend it by `,
    { at: row.expiresAt?.toISOString() ?? '' },
  ]
  return toStaff({
    tone: 'waiting',
    title: `${supplier.name} takes ${one.number} back`,
    summary: 'Tell the customer where to send it.',
    body,
    pings,
  })
}

export function declined(view: ReturnView, pings: readonly Ping[]): Card {
  const { one, supplier } = view
  return toStaff({
    tone: 'bad',
    title: `${supplier.name} does not take ${one.number} back`,
    summary: `${view.row.declinedBy}: ${declineWords(view)}. Reopen it to ask again.`,
    pings,
  })
}

export function inspected({ one, supplier }: CaseView, fact: Events['return.inspected'], pings: readonly Ping[]): Card {
  return toStaff({
    tone: 'warning',
    title: `${one.number} was inspected`,
    summary: `${fact.by}, ${supplier.name}: ${fact.found}. Next: refund the customer.`,
    pings,
  })
}

export function creditFell(
  { one, supplier, entries }: ReturnView,
  { by, amount, fell }: Events['return.expected'] & { by: string },
  pings: readonly Ping[],
): Card {
  const paid = balancesOf(entries, 'refund').some(({ settled }) => settled > 0)
  return toStaff({
    tone: 'bad',
    title: `${supplier.name} lowered its credit of ${one.number}`,
    summary: `${by}: ${amount} instead of ${fell}.${paid ? ' The customer was refunded already.' : ''}`,
    body: `If you do not agree, write to ${supplier.name}, or set it again: /return expect ${one.number} credit ${fell}`,
    pings,
  })
}

export function expiring(
  { one }: CaseView,
  { expiresAt, hours }: Events['return.expiring'],
  pings: readonly Ping[],
): Card {
  return toStaff({
    tone: 'bad',
    title: hours === 0 ? `${one.number} has expired` : `${one.number} expires in ${hours} hours`,
    summary: 'No parcel back is known. Ask the customer, or ask the supplier for a later day.',
    body: ['Send by ', { at: expiresAt }],
    pings,
  })
}

/** To the supplier: the parcel is coming. */
export function comingBack(base: CaseView, { carrier, tracking }: Events['return.posted_back']): Card {
  return toSupplier(base, {
    tone: 'waiting',
    title: `${base.one.number} is on its way to you`,
    summary: `${carrier} ${tracking}. Say when it arrives, with the button on the card above.`,
  })
}

/** To the supplier: money of its own is waited for. */
export function creditWanted(base: CaseView, pings: readonly Ping[]): Card {
  return toSupplier(base, {
    tone: 'waiting',
    title: `${base.one.number} waits for your credit`,
    summary: `The ${LEDGERS.credit} is all that is open of ${base.one.number}.`,
    pings,
  })
}

export function returnEnded(view: ReturnView): Card {
  const how = view.state === 'withdrawn' ? 'The customer keeps it after all.' : 'There is nothing more for you to do.'
  return toSupplier(view, { tone: 'over', title: `${view.one.number} is closed`, summary: how })
}

export function returnResumed(view: ReturnView, { by }: Events['case.reopened']): Card {
  const yours = view.one.waitingFor === 'supplier' ? ' Please answer with a button on the card above.' : ''
  const summary = `${by} reopened it.${yours}`
  return toSupplier(view, { tone: 'warning', title: `${view.one.number} is open again`, summary })
}

import type { Opening } from '../kernel/hearing/from-message.ts'
import type { Attached } from '../kernel/shapes/card.ts'
import { type Button, type Card, MOST_BUTTONS } from '../kernel/shapes/card.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import type { SaidByMail } from './read-said.ts'

export type Proposal = {
  po: Pick<PurchaseOrder, 'id' | 'number' | 'acknowledgedAt' | 'declinedAt' | 'promisedOn'>
  said: SaidByMail
  /** How parcels are added that it names, or that its files hold. */
  tracking: (Opening & { command: string; files: readonly Attached[]; count: number }) | null
  /** The complaint that is open about it, and the pictures that came. */
  evidence: { case: string; number: string; files: readonly string[] } | null
}

/** What one press does of what somebody seems to say; none where it says nothing that can be done. Pure. */
export function proposedButtons({ po, said, tracking, evidence }: Proposal): readonly Button[] {
  const purchaseOrder = po.id
  if (po.declinedAt) return []
  return [
    ...(tracking ? [trackingButton(tracking)] : []),
    ...(said.day && said.day !== po.promisedOn
      ? [{ label: `Promise ${said.day}`, command: 'po.promise', input: { purchaseOrder, promised: said.day } }]
      : []),
    ...(said.accepts && !po.acknowledgedAt
      ? [{ label: 'Acknowledge', command: 'po.acknowledge', input: { purchaseOrder } }]
      : []),
    ...(said.declines
      ? [{ label: 'Decline', command: 'po.decline', input: { purchaseOrder }, asks: ['reason', 'note'] }]
      : []),
    ...(evidence
      ? [
          {
            label: `Add photos to ${evidence.number}`,
            command: 'complaint.evidence',
            input: { case: evidence.case, files: evidence.files },
            asks: ['shows'],
          },
        ]
      : []),
  ].slice(0, MOST_BUTTONS)
}

function trackingButton({ command, known, files, count }: NonNullable<Proposal['tracking']>): Button {
  const input = { ...known, ...(files.length > 0 && { files: files.map(({ file }) => file) }) }
  const one = command === 'tracking.add'
  const label = one ? 'Add this parcel' : count > 0 ? `Check ${count} parcels` : 'Check the list'
  return { label, command, input, ...(one && { asks: ['number', 'carrier', 'lines'] }), style: 'primary' }
}

/**
 * What is left of it to press. @param parcels the numbers that are recorded. @param numbers those that it names; of a list
 * in a file nobody knows before it is read. Pure.
 */
export function withoutDone(
  proposal: Proposal,
  { parcels, numbers }: { parcels: readonly string[]; numbers: readonly string[] },
): Proposal {
  const isRecorded = numbers.length > 0 && numbers.every(number => parcels.includes(number))
  return isRecorded ? { ...proposal, tracking: null } : proposal
}

/** What staff read under somebody’s mail, in the thread where it came across. @param by who did what is done by now */
export function proposalCard(who: string, proposal: Proposal, by?: string): Card {
  return {
    audience: 'staff',
    title: `What ${who} seems to say about ${proposal.po.number}`,
    ...standing(proposal, 'Nothing was done. Read the mail, and press what it means.', by),
  }
}

/** What the supplier is mailed back: the same, for them to confirm. */
export function confirmCard(supplierId: string, proposal: Proposal, by?: string): Card {
  return {
    audience: { supplierId },
    title: `Please confirm for ${proposal.po.number}`,
    ...standing(proposal, 'We read this in your mail. Nothing is recorded until you press it.', by),
  }
}

function standing(
  proposal: Proposal,
  waits: string,
  by: string | undefined,
): Pick<Card, 'tone' | 'summary' | 'buttons'> {
  const buttons = proposedButtons(proposal)
  if (by === undefined) return { tone: 'waiting', summary: waits, buttons }
  const done = `${by} acted on ${proposal.po.number} since the mail came.`
  if (buttons.length === 0) return { tone: 'over', summary: `${done} Nothing is left to press.`, buttons }
  return { tone: 'waiting', summary: `${done} Press what is left, if it is right.`, buttons }
}

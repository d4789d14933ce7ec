import type { Button, Card, CardLine } from '../kernel/shapes/card.ts'
import { type AgreementView, isAnswered } from './agreements.ts'
import { allowanceInWords } from './allowance.ts'
import { writeEvidence, writeWindow } from './claim.ts'
import { writeClosures } from './closures.ts'
import { writeHours } from './hours.ts'
import { writeShip } from './ship-lines.ts'
import type { Agreement, Supplier } from './tables.ts'
import { defaultTerms, type Terms } from './terms.ts'
import { type Difference, differences, summed, termsInWords } from './terms-in-words.ts'

/** Asks a supplier to accept a version of its agreement, and keeps the answer. */
export function agreementCard(view: AgreementView): Card {
  const { agreement, supplier, before, newer } = view
  const changed = differences(before, agreement.terms)
  const standing = standingOf(view)
  const asked = newer === null && !isAnswered(agreement)
  const all: Button = { label: 'All terms', command: 'supplier.terms', input: {} }
  return {
    audience: { supplierId: supplier.id },
    tone: standing.tone,
    title: `Terms of ${supplier.name}, version ${agreement.version}`,
    summary: standing.words || `${agreement.proposedBy} proposes new terms: ${summed(changed)}.`,
    ...told(changed),
    buttons: asked ? [...answers(agreement), all] : [all],
    context: ['Proposed ', { at: agreement.proposedAt.toISOString(), zone: supplier.zone }],
  }
}

/** Asks a contact who accepts a version whether they mean it, with what it changes. Only they see it. */
export function confirmTermsCard({ agreement, supplier, before }: AgreementView): Card {
  const input = { agreement: agreement.id, answer: 'accept', sure: 'yes' }
  return {
    audience: { supplierId: supplier.id },
    tone: 'warning',
    title: `Accept version ${agreement.version} of your terms?`,
    summary: `They bind ${supplier.name} for orders sent from now on, and its closures for open ones too.`,
    ...told(differences(before, agreement.terms)),
    buttons: [{ label: 'Accept these terms', command: 'supplier.answer', input, style: 'primary' }],
  }
}

function standingOf({ agreement, newer }: AgreementView): { words: string; tone: Card['tone'] } {
  const { answeredBy, note } = agreement
  if (agreement.acceptedAt)
    return { words: `${answeredBy} accepted these terms. They hold for orders sent from then on.`, tone: 'good' }
  if (agreement.refusedAt) return { words: `${answeredBy} refused these terms: ${note}`, tone: 'bad' }
  if (newer !== null) return { words: `Version ${newer} has replaced this one.`, tone: 'neutral' }
  return { words: '', tone: 'waiting' }
}

export type TermsView = {
  supplier: Supplier
  inForce: Agreement | null
  /** It waits for an answer where it has none. */
  newest: Agreement | null
}

/** What a supplier has agreed to, and what it is asked to agree to. Staff may edit from here, its contacts may answer. */
export function termsCard(view: TermsView, side: 'staff' | 'supplier'): Card {
  const { supplier, inForce, newest } = view
  const terms = inForce?.terms ?? defaultTerms(supplier)
  const proposal = newest && !isAnswered(newest) ? newest : null
  const changed = proposal ? differences(terms, proposal.terms) : []
  const summary = [
    inForce
      ? `Version ${inForce.version} is in force, accepted by ${inForce.answeredBy}.`
      : `${supplier.name} hasn’t accepted terms yet; these are the defaults.`,
    ...(proposal ? [`Version ${proposal.version} waits for an answer: ${summed(changed)}.`] : []),
  ].join(' ')
  return {
    audience: side === 'staff' ? 'staff' : { supplierId: supplier.id },
    tone: proposal ? 'waiting' : 'neutral',
    title: `Terms of ${supplier.name}`,
    summary,
    ...told(termsInWords(terms).map(({ label, value }) => ({ label, now: value, before: null }))),
    buttons:
      side === 'staff' ? edits(view, proposal?.terms ?? terms) : [...(proposal ? answers(proposal) : []), CLOSED],
    ...(inForce?.acceptedAt && {
      context: ['In force since ', { at: inForce.acceptedAt.toISOString(), zone: supplier.zone }],
    }),
  }
}

/** A line each; what is longer than any chat shows on a line stands below, where all of it can be read. */
function told(all: readonly (Omit<Difference, 'before'> & { before: string | null })[]): Pick<Card, 'lines' | 'body'> {
  const said = all.map(({ label, now, before }) => ({ text: `${label}: ${now}`, before }))
  const long = said.filter(({ text }) => text.length > LONGEST_LINE).map(({ text }) => text)
  const lines = said
    .filter(({ text }) => text.length <= LONGEST_LINE)
    .map(({ text, before }): CardLine => ({ text, ...(before !== null && { detail: `instead of ${before}` }) }))
  return { lines, ...(long.length > 0 && { body: long.join('\n') }) }
}

const LONGEST_LINE = 150

const CLOSED: Button = { label: 'Announce a closure', command: 'supplier.closed', input: {}, asks: ['days'] }

function answers({ id }: Agreement): readonly Button[] {
  const input = { agreement: id }
  return [
    { label: 'Accept', command: 'supplier.answer', input: { ...input, answer: 'accept' }, style: 'primary' },
    {
      label: 'Refuse',
      command: 'supplier.answer',
      input: { ...input, answer: 'refuse' },
      asks: ['note'],
      style: 'danger',
    },
  ]
}

/** Forms filled in with what is proposed, or else in force; one that was opened on an older version is refused. */
function edits({ supplier, newest }: TermsView, { calendar, claim, ...from }: Terms): readonly Button[] {
  const known = { supplier: supplier.id, version: newest?.version ?? 0 }
  const times = {
    hours: writeHours(calendar),
    closed: writeClosures(calendar.closed),
    acknowledge: allowanceInWords(from.acknowledge),
    ship: writeShip(from),
    scan: allowanceInWords(from.scan),
  }
  const claims = {
    claim: writeWindow(claim),
    evidence: writeEvidence(claim),
    returnTo: from.returnTo ?? 'none',
    handling: from.handling ?? 'none',
  }
  return [
    { label: 'Change times', command: 'supplier.terms', input: { ...known, ...times }, asks: Object.keys(times) },
    { label: 'Change claims', command: 'supplier.terms', input: { ...known, ...claims }, asks: Object.keys(claims) },
  ]
}

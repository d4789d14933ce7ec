import { eq } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { closureWords } from './closures.ts'
import { supplierById } from './find-supplier.ts'
import { type Closure, closures, type Supplier } from './tables.ts'

type ClosureView = { closure: Closure; supplier: Supplier }

/** Asks staff whether a supplier may be closed then. */
export const askAboutClosure: Reaction<'closure.announced'> = async (speech, { about, data }) => {
  const view = await viewOf(speech, about)
  await speech.post(closureStaffKey(about), await speech.staffRooms('alerts'), staffCard(view))
  await speech.post(closureKey(about), await speech.supplierRooms(data.supplierId), supplierCard(view))
}

/** Both cards say what became of it, and a message tells the supplier. */
export const tellClosureAnswered: Reaction<'closure.accepted' | 'closure.refused'> = async (speech, { about }) => {
  const view = await viewOf(speech, about)
  await speech.redraw(closureStaffKey(about), staffCard(view))
  await speech.redraw(closureKey(about), supplierCard(view))
  const key = { kind: 'closure-answered', subject: about }
  await speech.post(key, await speech.supplierRooms(view.supplier.id), { ...supplierCard(view), buttons: [] })
}

const closureStaffKey = (id: string) => ({ kind: 'closure-staff', subject: id })
const closureKey = (id: string) => ({ kind: 'closure', subject: id })

async function viewOf({ read }: Speech, id: string): Promise<ClosureView> {
  const [closure] = await read.select().from(closures).where(eq(closures.id, id))
  if (!closure) throw new Error(`closure ${id} is not here`)
  return { closure, supplier: await supplierById(read, closure.supplierId) }
}

function staffCard({ closure, supplier }: ClosureView): Card {
  const answer = answerWords(closure)
  return {
    audience: 'staff',
    tone: toneOf(closure),
    title: `${supplier.name} announces a closure`,
    summary: `${closure.announcedBy} says that ${supplier.name} is closed ${closureWords(closure.days)}.${answer ? ` ${answer}` : ' If you accept it, what is due then is due later.'}`,
    buttons: answer ? [] : buttons(closure),
    context: ['Announced ', { at: closure.announcedAt.toISOString() }],
  }
}

function supplierCard({ closure, supplier }: ClosureView): Card {
  const effect = closure.acceptedAt
    ? ' What is due then is due later.'
    : closure.refusedAt
      ? ' Your orders are due as before.'
      : ''
  return {
    audience: { supplierId: supplier.id },
    tone: toneOf(closure),
    title: `${supplier.name} is closed ${closureWords(closure.days)}`,
    summary: `${answerWords(closure) || `${closure.announcedBy} announced it. The shop has not answered yet.`}${effect}`,
    context: ['Announced ', { at: closure.announcedAt.toISOString(), zone: supplier.zone }],
  }
}

function answerWords({ acceptedAt, refusedAt, answeredBy }: Closure): string {
  if (acceptedAt) return `${answeredBy} accepted it.`
  return refusedAt ? `${answeredBy} refused it.` : ''
}

function toneOf({ acceptedAt, refusedAt }: Closure): Card['tone'] {
  if (acceptedAt) return 'good'
  return refusedAt ? 'bad' : 'waiting'
}

function buttons({ id }: Closure): readonly Button[] {
  const answer = (word: 'accept' | 'refuse') => ({
    command: 'supplier.answer-closure',
    input: { closure: id, answer: word },
  })
  return [
    { label: 'Accept', ...answer('accept'), style: 'primary' },
    { label: 'Refuse', ...answer('refuse'), style: 'danger' },
  ]
}

import { wordsOf } from '../cases/story.ts'
import type { Utterance } from '../conversations/tables.ts'
import type { Entry } from '../kernel/ground/journal.ts'
import { list } from '../kernel/words/text.ts'
import type { Mailed } from '../mails/mailed-in.ts'
import type { CaseRecord } from './case-record.ts'
import { inUtc } from './stamp.ts'

/** One thing that was done or said. */
export type Turn = {
  /** The same in every export of its case. */
  key: string
  at: Date
  who: string
  /** `staff`, `customer`, or the supplier's name; null for Waybill. */
  side: string | null
  ours: boolean
  /** Where it was done or written: `Slack`. */
  from: string | null
  did: string | null
  /** Somebody's own words. */
  words: string | null
  /** Its author took it away again. */
  deleted: boolean
  /** What became of it: edited from what, deleted when, never delivered. */
  asides: readonly string[]
  /** Ids. */
  files: readonly string[]
}

type Told = Pick<CaseRecord, 'entries' | 'said' | 'mailed' | 'files' | 'supplier'>

/** All that was done, said and attached in a case, in the order of time. Pure. */
export function timelineOf({ entries, said, mailed, files, supplier }: Told): readonly Turn[] {
  const turns = [
    ...entries.flatMap(entry => done(entry, supplier.name)),
    ...said.map(one => spoken(one, supplier.name, heldOf(one, entries))),
    ...mailed.map(written),
    ...files.map(({ addedAt, addedBy, side, fileId, name, shows }) => ({
      ...plain(`file ${fileId}`, addedAt, addedBy, side === 'supplier' ? supplier.name : 'staff'),
      did: `attached ${name}${shows ? `: ${shows}` : ''}`,
      files: [fileId],
    })),
  ]
  return turns.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

const plain = (key: string, at: Date, who: string, side: string | null): Turn => ({
  ...{ key, at, who, side, ours: side === 'staff' },
  ...{ from: null, did: null, words: null, deleted: false, asides: [], files: [] },
})

/** What these are of has a turn of its own. */
const TOLD_ITSELF: ReadonlySet<string> = new Set(['case.evidence_added', 'customer.wrote', 'mail.answered'])

function done(entry: Entry, supplier: string): readonly Turn[] {
  const did = TOLD_ITSELF.has(entry.name) ? null : wordsOf(entry)
  if (!did) return []
  const { actor } = entry
  const side = actor.side === 'supplier' ? supplier : actor.side === 'staff' ? 'staff' : null
  const from = 'chat' in actor ? called(actor.chat) : null
  return [{ ...plain(`entry ${entry.id}`, new Date(entry.at), actor.name, side), did, from }]
}

/** A mail between the customer and the staff. */
function written({ id, at, by, text, lacks, files, why }: Mailed): Turn {
  const asides = [...lacks.map(one => `Not kept: ${one}.`), ...(why ? [`It did not arrive: ${why}.`] : [])]
  return {
    ...plain(`mail ${id}`, at, by ?? 'The customer', by ? 'staff' : 'customer'),
    ...{ from: 'E-mail', words: text, asides, files: files.map(({ file }) => file) },
  }
}

function spoken(one: Utterance, supplier: string, held: readonly string[]): Turn {
  const side = one.side === 'supplier' ? supplier : one.side === 'staff' ? 'staff' : null
  const from = one.chat && `${called(one.chat)}${one.message === null ? ', by a form' : ''}`
  return {
    ...plain(`said ${one.id}`, one.saidAt, one.name ?? 'Somebody', side),
    ...{ from, words: one.text, deleted: one.deletedAt !== null },
    ...{ asides: [...held, ...asidesOf(one)], files: one.files.map(({ file }) => file) },
  }
}

/** Each time that its words were held back: as it was written, and at every edit. */
function heldOf({ id }: Utterance, entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(entry => {
    if (entry.name !== 'conversation.held' || entry.data.utteranceId !== id) return []
    const at = inUtc(new Date(entry.at))
    return [`Held back and not kept, ${at}: the words then named the customer’s ${list(entry.data.names)}.`]
  })
}

function asidesOf({ earlier, deletedAt, editedAt, lacks }: Utterance): readonly string[] {
  return [
    ...earlier.map(({ text, until }) => `Until it was edited, ${inUtc(new Date(until))}: ${text}`),
    ...(editedAt && earlier.length === 0 ? [`Edited, ${inUtc(editedAt)}.`] : []),
    ...(deletedAt ? [`Deleted by its author, ${inUtc(deletedAt)}.`] : []),
    ...lacks.map(one => `Not brought across: ${one}.`),
  ]
}

/** `slack` → `Slack` */
const called = (chat: string) => chat.charAt(0).toUpperCase() + chat.slice(1)

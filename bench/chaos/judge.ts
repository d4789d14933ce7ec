import { sql } from 'drizzle-orm'
import type { Db } from '../../src/kernel/ground/db.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import type { messages } from '../../src/kernel/ground/tables.ts'
import { asksSomething } from '../../src/kernel/shapes/card.ts'
import { differences } from '../week/connected-shop.ts'
import type { Cast } from './cast.ts'
import { debtsOf } from './debts.ts'
import { CUSTOMER } from './lay-shop.ts'
import type { Ledger, Note } from './ledger.ts'
import { allPosted } from './posted.ts'

/** What nothing may be, each with a sentence for every time that it was. */
export const FAULTS = ['lost', 'doubled', 'reordered', 'overtaken', 'trespassed', 'forgotten'] as const
export type Verdict = Record<(typeof FAULTS)[number], string[]>

/** Compares what the world did and has with what Waybill wrote down, when all is quiet. */
export async function judge(db: Db, cast: Cast, ledger: Ledger): Promise<Verdict> {
  const verdict: Verdict = { lost: [], doubled: [], reordered: [], overtaken: [], trespassed: [], forgotten: [] }
  const rows = async <T>(query: ReturnType<typeof sql>) => rowsOf(await db.execute(query)) as readonly T[]
  await judgeOrders()
  await judgePosts()
  await judgeWords()
  await judgeActs()
  await judgeScansAndMails()
  await judgeDebts()
  return verdict

  async function judgeOrders(): Promise<void> {
    for (const one of await differences(db, ledger.orders)) verdict.lost.push(one)
    const twice = await rows<{ id: string }>(sql`select external_id as id from orders group by 1 having count(*) > 1`)
    for (const { id } of twice) verdict.doubled.push(`the order ${id} is here twice`)
    const parcels = ledger.orders.reduce((sum, one) => sum + one.shipped.length, 0)
    const mails = cast.shopify.shop.mails.filter(({ about }) => about === 'shipped').length
    if (mails !== parcels) verdict.doubled.push(`${parcels} parcels were made at the store, and ${mails} mails sent`)
  }

  /** Each card once in its chat, as it is now, and in the order in which it was owed. */
  async function judgePosts(): Promise<void> {
    const board = await rows<{
      id: string
      kind: string
      chat: string
      channel: string
      ref: string | null
      title: string
      at: string
      notes: string
      card: (typeof messages.$inferSelect)['card']
    }>(sql`select m.id, m.kind, r.chat, r.channel, m.ref, m.card->>'title' as title,
      (select min(o.id) from outbox o where o.message_id = m.id) as at, m.card::text as notes, m.card
      from messages m join rooms r on r.id = m.room_id where r.chat in ('slack', 'discord')`)
    const posted = allPosted(cast)
    const byRef = new Map(posted.map(one => [`${one.chat} ${one.ref}`, one]))
    for (const one of board) {
      const there = one.ref && byRef.get(`${one.chat} ${one.ref}`)
      const deleted = ledger.deleted.get(`${one.chat} ${one.ref}`)
      if (!there && deleted !== undefined) {
        // It is let be until it changes, and then as well where nothing is asked by it.
        if (asksSomething(one.card) && lastNote(one.notes) !== lastNote(deleted))
          verdict.lost.push(`“${one.title}” was deleted in ${one.chat}, and did not come back when it changed`)
      } else if (!there) verdict.lost.push(`“${one.title}” is not in ${one.chat} ${one.channel}`)
      else if (lastNote(one.notes) !== lastNote(there.text))
        verdict.overtaken.push(`“${one.title}” shows ${lastNote(there.text)}, and should ${lastNote(one.notes)}`)
    }
    const known = new Set(board.map(one => `${one.chat} ${one.ref}`))
    // What stands under a root that was deleted stands there twice.
    for (const one of posted)
      if (!ledger.deleted.has(`${one.chat} ${one.thread}`) && !known.has(`${one.chat} ${one.ref}`))
        verdict.doubled.push(`in ${one.chat}: ${one.text.slice(0, 60).replaceAll('\n', ' ')} (${one.trace})`)
    const gone = [...ledger.deleted.values()]
    const cameBack = new Set(board.filter(({ title }) => gone.some(text => text.includes(title))).map(one => one.title))
    for (const [place, all] of Map.groupBy(
      // What came back stands at the end.
      board.filter(one => one.kind === 'purchase-order' && one.ref && !cameBack.has(one.title)),
      one => `${one.chat} ${one.channel}`,
    )) {
      const owed = all.toSorted((a, b) => Number(a.at) - Number(b.at)).map(({ ref }) => ref)
      const shown = posted.flatMap(one => (owed.includes(one.ref) ? [one.ref] : []))
      const wrong = owed.findIndex((ref, at) => ref !== shown[at])
      if (wrong >= 0 && owed.length === shown.length)
        verdict.reordered.push(`purchase orders in ${place}, from the ${wrong + 1}th of ${owed.length}`)
    }
    const secret = posted.find(({ text }) => Object.values(CUSTOMER).some(one => text.includes(one)))
    if (secret) verdict.trespassed.push(`a customer’s data in ${secret.chat}: ${secret.text.slice(0, 80)}`)
  }

  /** What people wrote is on the other side once, in the order in which it was written, and nowhere else. */
  async function judgeWords(): Promise<void> {
    const posted = allPosted(cast)
    const rooms = new Map(
      [...cast.slack.suppliers, ...cast.discord.suppliers].map(({ name, room }) => [room.id, name] as const),
    )
    const seen = new Map<string, typeof posted>()
    for (const one of posted) {
      const text = wordsIn(one.text)
      if (text && one.isReply) seen.set(text, [...(seen.get(text) ?? []), one])
    }
    const deletedWords = new Set([...ledger.deleted.values()].map(wordsIn))
    const heard = await rows<{ text: string }>(sql`select text from utterances order by position`)
    const wasHeard = (words: string) => heard.some(({ text }) => text.startsWith(words))
    for (const { text, supplier, by, edited, chat, at } of ledger.words) {
      const copies = seen.get(text) ?? []
      if (copies.length === 0 && !deletedWords.has(text))
        verdict.lost.push(`“${text}”, written in ${chat} at ${at}, ${wasHeard(text) ? 'heard' : 'never heard'}`)
      const places = copies.map(one => one.channel)
      if (new Set(places).size < places.length) verdict.doubled.push(`“${text}”`)
      if (edited && copies.some(one => !one.text.includes(edited))) verdict.overtaken.push(`the edit of “${text}”`)
      for (const { channel } of copies) {
        const whose = rooms.get(channel)
        if (whose && (whose !== supplier || by === 'supplier')) verdict.trespassed.push(`“${text}” in ${whose}’s room`)
      }
    }
    const numberOf = (text: string) => Number(/words (\d+)/.exec(text)?.[1])
    const order = new Map(heard.map(({ text }, index) => [numberOf(text), index]))
    for (const [place, all] of Map.groupBy(
      posted.filter(one => one.isReply && /words \d+ (of|to)/.test(one.text)),
      one => `${one.thread} ${/words \d+ (of|to) \w+/.exec(one.text)?.[1]}`,
    )) {
      const pairs = all.slice(1).map((one, index) => [numberOf(all[index]?.text ?? ''), numberOf(one.text)] as const)
      // Where its chat delivered it late, it was heard after the other.
      for (const [before, after] of pairs.filter(([before, after]) => after < before))
        if ((order.get(after) ?? 0) < (order.get(before) ?? 0))
          verdict.reordered.push(`words ${after} stand after ${before} in ${place}`)
        else ledger.count('words that their chat delivered late')
    }
  }

  /** What was acknowledged is done, once, and in the order of the one who did it. */
  async function judgeActs(): Promise<void> {
    const noted = await rows<{ note: string }>(sql`select data->>'note' as note from events where name = 'order.noted'
      order by id`)
    const notes = noted.map(({ note }) => note)
    for (const { text } of ledger.notes) if (!notes.includes(text)) verdict.lost.push(text)
    if (new Set(notes).size < notes.length) verdict.doubled.push('a note')
    // Of two that were under way together the chat may bring either first. One that failed before Sam's eyes may still come.
    const byText = new Map(ledger.notes.map(note => [note.text, note]))
    let last: Note | null = null
    for (const note of notes.flatMap(text => byText.get(text) ?? [])) {
      if (last && note.acknowledged < last.typed) verdict.overtaken.push(`${note.text} by ${last.text}`)
      if (!last || note.typed > last.typed) last = note
    }
    const answered = await rows<{ number: string; n: number }>(sql`select po.number, count(e.id)::int as n
      from purchase_orders po
      left join events e on e.about = po.id::text and e.name = 'purchase_order.acknowledged' group by po.number`)
    const times = new Map(answered.map(({ number, n }) => [number, n]))
    for (const number of ledger.acknowledged)
      if (!times.get(number)) verdict.lost.push(`the acknowledgement of ${number}`)
    for (const [number, n] of times) if (n > 1) verdict.doubled.push(`the acknowledgement of ${number}`)
    const [declined] = await rows<{ n: number }>(
      sql`select count(*)::int as n from purchase_orders where declined_at is not null`,
    )
    if (declined && declined.n > 0) verdict.trespassed.push(`${declined.n} were declined by nobody who may`)
  }

  async function judgeScansAndMails(): Promise<void> {
    const heard = await rows<{ number: string; n: number }>(sql`select number, count(*)::int as n from checkpoints
      where feed = 'carrier-events' group by number`)
    const times = new Map(heard.map(({ number, n }) => [number, n]))
    for (const { number } of ledger.scans) if (!times.get(number)) verdict.lost.push(`the scan of ${number}`)
    const owed = await rows<{ ref: string | null; title: string }>(sql`select m.ref, m.card->>'title' as title
      from messages m join rooms r on r.id = m.room_id where r.chat = 'email' and m.kind = 'purchase-order'`)
    const ids = cast.mail.taken.map(({ parsed }) => parsed.messageId ?? '')
    for (const { ref, title } of owed)
      if (!ref || !ids.some(id => id === ref || id.includes(ref))) verdict.lost.push(`the mail “${title}”`)
    // The same mail twice, after a kill right behind its sending, has one id: mailboxes show it once.
    ledger.count('mails sent twice under one id', ids.length - new Set(ids).size)
  }

  /** Nothing is owed any more, and nobody holds anything. */
  async function judgeDebts(): Promise<void> {
    for (const { what, n } of await debtsOf(db)) verdict.forgotten.push(`${n} ${what}`)
    verdict.forgotten.push(...ledger.wrongs)
  }
}

const lastNote = (text: string) => text.match(/note-\d+/g)?.at(-1) ?? null
const wordsIn = (text: string) => /words \d+ (?:of|to) \w+/.exec(text)?.[0]

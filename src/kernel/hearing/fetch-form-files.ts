import { setTimeout } from 'node:timers/promises'
import type { Arg } from '../asking/command.ts'
import type { Db } from '../ground/db.ts'
import { fits, keepFile, MOST_BYTES, tooLarge } from '../ground/keep-file.ts'
import { MOST_ATTACHED } from '../shapes/card.ts'
import { type Chat, Later, Unsure } from '../shapes/chat.ts'
import type { Sent } from '../shapes/form.ts'
import type { Attachment } from '../shapes/thread-message.ts'
import { Refusal } from '../words/refusal.ts'
import { idsIn, PREFILLED_FILES } from './form-for.ts'

/** Most of one field's files together, bytes: what Discord takes in one message, so that one card can show them all. */
const MOST_TOGETHER = 24 * 1_024 * 1_024
/** How long after a chat did not answer it is asked once more, ms. */
const AGAIN = 1_000

type Around = { db: Db; chat: Chat | undefined; now: () => Date }
type Fields = readonly (readonly [key: string, arg: Arg])[]

export type FormFiles = {
  /** By field, the ids of its files. */
  ids: Readonly<Record<string, readonly string[]>>
  /** Why files that the form was opened with were skipped, a sentence each: nobody can take them out of the form. */
  skipped: readonly string[]
}

/**
 * Fetches the files that were chosen in a form and keeps them.
 * @param before what is known already: files sent earlier stay, those the form was opened with come along as far as
 * they
 * fit and are still there, and those chosen now are added.
 * @throws Refusal naming the field, with what is wrong with its files.
 */
export async function fetchFormFiles(
  parts: Around,
  fields: Fields,
  sent: Sent,
  before: Readonly<Record<string, unknown>>,
): Promise<FormFiles> {
  const taken: Record<string, readonly string[]> = {}
  const skipped: string[] = []
  for (const [key, arg] of fields) {
    if (arg.kind !== 'files') continue
    const ids = new Set(idsIn(before[key]))
    const prefilled = ((before[PREFILLED_FILES] as Sent | undefined)?.[key] ?? []).filter(fits)
    const chosen = { prefilled, added: sent[key] ?? [] }
    for (const id of await fetchField(parts, key, chosen, why => skipped.push(why))) ids.add(id)
    if (ids.size > MOST_ATTACHED) throw tooMany(key)
    if (ids.size > 0) taken[key] = [...ids]
  }
  return { ids: taken, skipped }
}

type Chosen = Record<'prefilled' | 'added', readonly Attachment[]>

async function fetchField(parts: Around, key: string, chosen: Chosen, skipped: (why: string) => void) {
  const { prefilled, added } = chosen
  if (prefilled.length + added.length > MOST_ATTACHED) throw tooMany(key)
  for (const { name, size } of added) if (size > MOST_BYTES) throw new Refusal(tooLarge(name), key)
  const ids: string[] = []
  let together = 0
  for (const one of [...prefilled, ...added])
    try {
      if (one.kept) {
        ids.push(one.kept)
        continue
      }
      const bytes = await fetched(parts, key, one)
      if (together + bytes.length > MOST_TOGETHER) throw new Refusal(TOO_MUCH(one.name), key)
      ids.push(await withField(key, keepFile(parts.db, { name: one.name, bytes }, parts.now())))
      together += bytes.length
    } catch (error) {
      if (!(error instanceof Refusal) || error instanceof NotNow || !prefilled.includes(one)) throw error
      skipped(error.message)
    }
  return ids
}

const TOO_MUCH = (name: string) => `With “${name}” these files are more than 24 MB together. Send fewer.`

/** The chat may give the file when the form is sent again. */
class NotNow extends Refusal {}

async function fetched({ chat }: Around, key: string, one: Attachment): Promise<Uint8Array> {
  const { files } = chat ?? {}
  if (!files) throw new Error('a file came from no chat that is connected')
  const silent = (error: unknown) => error instanceof Later || error instanceof Unsure
  try {
    return await withField(key, files.fetch(one))
  } catch (error) {
    if (!silent(error)) throw error
  }
  await setTimeout(AGAIN)
  return withField(key, files.fetch(one)).catch(error => {
    if (!silent(error)) throw error
    throw new NotNow(`“${one.name}” could not be fetched just now. Send the form again in a minute.`, key)
  })
}

/** What is refused about a file is said next to its field. */
function withField<T>(key: string, work: Promise<T>): Promise<T> {
  return work.catch(error => Promise.reject(error instanceof Refusal ? new Refusal(error.message, key) : error))
}

function tooMany(key: string): Refusal {
  return new Refusal(`At most ${MOST_ATTACHED} files. Choose the most useful ones.`, key)
}

import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { isPicture } from '../../kernel/ground/file-type.ts'
import { type KeptFile, loadFile } from '../../kernel/ground/load-file.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Attached } from '../../kernel/shapes/card.ts'
import { type FileExchange, Later, NoRoom, type Post, Unsure } from '../../kernel/shapes/chat.ts'
import { slackError } from './client.ts'
import { download, type Source } from './download.ts'
import { slackFiles } from './tables.ts'
import { completeUpload, isThere, NotTaken, type SharePlace, sendBytes, startUpload } from './upload.ts'

/** A file of ours that Slack has. */
export type Given = { ref: string; doneAt: Date }

export type SlackFiles = Required<FileExchange> & {
  /** Slack's copy of a picture, for a block to show; null where Slack takes none. @throws Later while it is on its way. */
  picture(file: string): Promise<Given | null>
  /** Gives Slack files to show in a place of its own. @throws Later to go on with the rest. */
  send(files: readonly Attached[], place: SharePlace): Promise<void>
  /** The files that Slack did not take under that message. */
  refused(post: Pick<Post, 'key'>): Promise<ReadonlySet<string>>
}

/** How long an upload may be under way before it is taken for abandoned, ms. */
const UNDER_WAY = 20_000
/** How long after an unanswered call Slack is asked what became of it, ms. */
const SETTLING = 5_000
/** How long files may take of one hold of a lane, ms: the rest has its turn in the next. */
const PATIENCE = 10_000

type Parts = Source & { db: Db; log: Log; now: () => Date }

/** Gives Slack our files, each once: that an upload was begun is written down before its first byte leaves. */
export function givingFiles(parts: Parts): SlackFiles {
  const send = async (files: readonly Attached[], place: SharePlace) => {
    const end = performance.now() + PATIENCE
    for (const { file } of files) {
      if (performance.now() > end) throw new Later(0)
      await give(parts, file, place)
    }
  }
  return {
    fetch: attachment => download(parts, attachment),
    picture: file => give(parts, file, { message: '' }),
    share: (ref, { key, channel, thread, card }) =>
      send(card.files ?? [], { message: key, channel, thread: thread ?? ref }),
    send,
    async refused({ key }) {
      const rows = await parts.db
        .select({ file: slackFiles.file })
        .from(slackFiles)
        .where(and(eq(slackFiles.message, key), isNotNull(slackFiles.refused)))
      return new Set(rows.map(({ file }) => file))
    },
  }
}

async function give(parts: Parts, file: string, place: SharePlace): Promise<Given | null> {
  const { db, log, now } = parts
  try {
    return await giveOnce(parts, file, place)
  } catch (error) {
    if (error instanceof Unsure) throw new Later(SETTLING)
    const refused = error instanceof NotTaken ? error.message : slackError(error)
    if (!refused || error instanceof NoRoom) throw error
    log.warn({ err: error }, 'Slack did not take a file')
    // A scope can be granted later; nothing else about a file changes.
    const row = { file, message: place.message, ref: '', begunAt: now(), refused }
    if (refused !== 'missing_scope') await db.insert(slackFiles).values(row).onConflictDoNothing()
    return null
  }
}

async function giveOnce(parts: Parts, file: string, place: SharePlace): Promise<Given | null> {
  const { db, web, now } = parts
  const known = await find(db, file, place)
  if (known?.refused) return null
  if (known?.doneAt) return { ref: known.ref, doneAt: known.doneAt }
  if (known) {
    if (await isThere(web, known.ref)) return settle(parts, file, place, known.ref)
    if (now().getTime() - known.begunAt.getTime() < UNDER_WAY) throw new Later(1_000)
    await forget(db, file, place)
  }
  const kept = await loadFile(db, file)
  if (!kept || (place.channel === undefined && !isPicture(kept.type))) return null
  return upload(parts, kept, place)
}

async function upload(parts: Parts, kept: KeptFile, place: SharePlace): Promise<Given> {
  const { db, web, now } = parts
  const { ref, url } = await startUpload(web, kept)
  const row = { file: kept.id, message: place.message, ref, begunAt: now() }
  const mine = await db.insert(slackFiles).values(row).onConflictDoNothing().returning()
  // Another lane gives Slack the same picture.
  if (mine.length === 0) throw new Later(1_000)
  try {
    await sendBytes(url, kept)
    await completeUpload(web, ref, kept.name, place)
  } catch (error) {
    // Unanswered, it may be there: what was begun then stays written down, to be looked for.
    if (!(error instanceof Unsure)) await forget(db, kept.id, place)
    throw error
  }
  return settle(parts, kept.id, place, ref)
}

async function settle({ db, now }: Parts, file: string, place: SharePlace, ref: string): Promise<Given> {
  const doneAt = now()
  await db.update(slackFiles).set({ doneAt }).where(at(file, place))
  return { ref, doneAt }
}

async function find(db: Db, file: string, place: SharePlace) {
  const [row] = await db.select().from(slackFiles).where(at(file, place))
  return row
}

async function forget(db: Db, file: string, place: SharePlace): Promise<void> {
  await db.delete(slackFiles).where(at(file, place))
}

const at = (file: string, { message }: SharePlace) => and(eq(slackFiles.file, file), eq(slackFiles.message, message))

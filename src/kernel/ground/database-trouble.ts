import { statfsSync } from 'node:fs'
import { Refusal } from '../words/refusal.ts'

/** Where the database is to be: PostgreSQL by its address, else the embedded one in a folder; null = in memory. */
export type DatabaseSettings = { url: string | null; folder: string | null }

/** What PostgreSQL, the network and the disk say, and what to do about it. Codes: Node's, and PostgreSQL's appendix A. */
const OF_POSTGRES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused). Start PostgreSQL, or fix DATABASE_URL.',
  ENOTFOUND: 'there is no such host. Fix DATABASE_URL.',
  EAI_AGAIN: 'its host could not be looked up. Check the network, or fix DATABASE_URL.',
  EHOSTUNREACH: 'its host cannot be reached. Check the network, or fix DATABASE_URL.',
  ETIMEDOUT: 'it does not answer. Check the network and its firewall, or fix DATABASE_URL.',
  CONNECT_TIMEOUT: 'it does not answer. Check the network and its firewall, or fix DATABASE_URL.',
  '28P01': 'it does not accept the user or the password. Fix DATABASE_URL.',
  '28000': 'it does not accept that user. Fix DATABASE_URL.',
  '3D000': 'it has no such database. Create it, or fix DATABASE_URL.',
  '42501': 'that user may not create tables. Make it the owner of the database.',
  '53100': 'its disk is full. Make room on it.',
  '53300': 'it has no connection left. Raise max_connections, or close other programs.',
  '57P03': 'it is still starting. Try again in a moment.',
  '57P01': 'it is being stopped. Try again when it is back.',
  ECONNRESET: 'it broke off the connection. Try again in a moment.',
}

/** PostgreSQL's own code, Node's, and Emscripten's number. */
const DISK_FULL = '53100'
const isFull = (code: string) => code === DISK_FULL || code === 'ENOSPC' || code === '51'
const FULL = 'the disk is full. Make room on it.'

/** What the file system says of the folder; PGlite tells it by the number of Emscripten. */
const OF_FOLDER: Readonly<Record<string, string>> = {
  EACCES: 'I may not write to it. Set DATA_DIR to a folder that I may write to.',
  '2': 'I may not write to it. Set DATA_DIR to a folder that I may write to.',
  EROFS: 'it is read-only. Set DATA_DIR to a folder that I may write to.',
}

/** What PostgreSQL needs to begin: a segment of its log, twice. Bytes. */
const ROOM = 32 * 1024 * 1024

/**
 * Why the database could not be opened, in words; never a statement, nor a password. What it said itself is the cause.
 * @param room how many bytes are free on the disk of a folder
 */
export function databaseTrouble(error: unknown, { url, folder }: DatabaseSettings, room = roomIn): Refusal {
  if (error instanceof Refusal) return error
  const { code, message } = rootOf(error)
  const because = (words: string, why = code) => Object.assign(new Refusal(words), { cause: { code: why, message } })
  if (url) {
    const where = `PostgreSQL at ${databasePlace(url)}`
    const known = OF_POSTGRES[code]
    return because(known ? `${where}: ${known}` : `${where} cannot be used (${message}). Check DATABASE_URL.`)
  }
  // Of a log that it can't replay for want of room, PGlite says no more than that it did not begin.
  if (isFull(code) || (folder && room(folder) < ROOM)) return because(`The database in ${folder}: ${FULL}`, DISK_FULL)
  const known = OF_FOLDER[code]
  if (known) return because(`The database in ${folder}: ${known}`)
  return because(
    `The database in ${folder} is damaged and cannot be opened. Put your last backup in its place, or set DATA_DIR to an empty folder to begin again.`,
  )
}

function roomIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/** `db.example:5432/waybill`: without the user and the password. */
export function databasePlace(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host || 'the local socket'}${pathname}`
}

/** What was wrong at the bottom of it: the database's own word, not the statement that met it. */
function rootOf(error: unknown): { code: string; message: string } {
  let root = error as { code?: unknown; errno?: unknown; message?: string; cause?: unknown }
  while (root?.cause instanceof Error) root = root.cause as typeof root
  return { code: String(root?.code ?? root?.errno ?? ''), message: String(root?.message ?? root) }
}

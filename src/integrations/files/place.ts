import { z } from 'zod'
import type { ReachedPlace } from '../../kernel/shapes/reach.ts'
import { Refusal } from '../../kernel/words/refusal.ts'

export type ServerPlace = { host: string; port: number; user: string; folder: string }

/** What a server is entered with, as it is kept sealed. */
const ServerAccess = z.object({
  fingerprint: z.string(),
  password: z.string().optional(),
  privateKey: z.string().optional(),
})
export type ServerAccess = z.infer<typeof ServerAccess>

const SFTP = /^sftp:\/\//i
const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}=?$/
const LOCAL = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,60}$/u
const HOW = 'Enter sftp://user@files.example/folder and the fingerprint of its key, such as SHA256:…'

/**
 * A folder that staff entered: on a server as `sftp://user@host/folder SHA256:…`, or the name of one in `FILES_DIR`.
 * @throws Refusal
 */
export function readFolder(entered: string, secret: string | undefined, hasLocal: boolean): ReachedPlace {
  const people = [{ user: 'files', name: 'Files' }]
  if (SFTP.test(entered)) return { ...readServer(entered, secret), people }
  if (!hasLocal) throw new Refusal(`${HOW}. Folders on this machine need FILES_DIR.`, 'what')
  if (!LOCAL.test(entered))
    throw new Refusal(`“${entered.slice(0, 80)}” isn’t the name of a folder. Enter a single word, or: ${HOW}`, 'what')
  return { channel: entered, name: `folder ${entered}`, people }
}

function readServer(entered: string, secret: string | undefined): Omit<ReachedPlace, 'people'> {
  const [address = '', fingerprint = '', ...more] = entered.trim().split(/\s+/)
  if (!FINGERPRINT.test(fingerprint) || more.length > 0)
    throw new Refusal(
      `The fingerprint of the server’s key is missing. ${HOW}. This prints it: ssh-keyscan files.example | ssh-keygen -lf -`,
      'what',
    )
  const { host, port, user, folder } = readAddress(address)
  if (!secret) throw new Refusal(`Enter the password of ${user}, or a private key.`, 'secret')
  const access: ServerAccess = { fingerprint: fingerprint.replace(/=$/, ''), ...asKey(secret) }
  const name = `${user}@${host}${folder === '/' ? '' : folder}`
  return { channel: `sftp://${user}@${host}:${port}${folder}`, name, access: JSON.stringify(access) }
}

function readAddress(address: string): ServerPlace {
  if (!URL.canParse(address)) throw new Refusal(HOW, 'what')
  const url = new URL(address)
  if (url.password) throw new Refusal('Enter the password in its own field, not in the address.', 'what')
  const [host, user] = [url.hostname.toLowerCase(), decodeURIComponent(url.username)]
  if (!host || !user) throw new Refusal(HOW, 'what')
  const folder = decodeURIComponent(url.pathname).replace(/\/+$/, '') || '/'
  return { host, port: Number(url.port || 22), user, folder }
}

/** The server that a channel names; null for a folder on this machine. */
export const serverOf = (channel: string): ServerPlace | null => (SFTP.test(channel) ? readAddress(channel) : null)

/** @throws ZodError for what was not kept by us */
export const readAccess = (kept: string): ServerAccess => ServerAccess.parse(JSON.parse(kept))

/** A private key loses its line breaks in a field of one line. */
function asKey(secret: string): Pick<ServerAccess, 'password' | 'privateKey'> {
  const [, begin = '', body = '', end = ''] = /^(-+BEGIN [A-Z ]+-+)(.*?)(-+END [A-Z ]+-+)$/s.exec(secret.trim()) ?? []
  if (!begin) return { password: secret }
  return { privateKey: [begin, ...body.trim().split(/\s+/), end, ''].join('\n') }
}

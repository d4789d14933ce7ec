import { posix } from 'node:path'
import Client from 'ssh2-sftp-client'
import { NoRoom } from '../../kernel/shapes/chat.ts'
import { type Folder, UNFINISHED } from './folder.ts'
import type { ServerAccess, ServerPlace } from './place.ts'

/** How long a server may take to let us in, ms. */
const PATIENCE = 15_000

/**
 * A folder on a server, by SFTP. The server must show the key that staff entered.
 * @throws NoRoom where it can't be reached, shows another key, or does not let us in
 */
export async function sftpFolder({ host, port, user, folder }: ServerPlace, access: ServerAccess): Promise<Folder> {
  let shown = ''
  // Errors of a connection that has ended are nobody's.
  const client = new Client('waybill', { error: () => {}, end: () => {}, close: () => {} })
  const { password, privateKey } = access
  await client
    .connect({
      ...{ host, port, username: user, readyTimeout: PATIENCE, retries: 0 },
      ...(privateKey && { privateKey }),
      ...(password && { password }),
      hostHash: 'sha256',
      hostVerifier(hex: string) {
        shown = `SHA256:${Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '')}`
        return shown === access.fingerprint
      },
    })
    .catch(async error => {
      await client.end().catch(() => {})
      if (shown && shown !== access.fingerprint)
        throw new NoRoom(
          `${host} shows another key than the one you entered: ${shown}. Ask the supplier whether they changed it`,
        )
      throw new NoRoom(`${host} does not let me in: ${error instanceof Error ? error.message : error}`)
    })
  const at = (path: string) => posix.join(folder, path)
  const replace = async (from: string, to: string) => {
    try {
      await client.posixRename(from, to)
    } catch {
      // Without that extension a server renames to what is not there.
      await client.delete(to, true)
      await client.rename(from, to)
    }
  }
  const makeWay = async (path: string) => {
    const way = posix.dirname(path)
    if (!(await client.exists(way))) await client.mkdir(way, true)
  }
  return {
    async list(path) {
      if (!(await client.exists(at(path)))) return []
      const found = await client.list(at(path))
      return found.flatMap(({ type, name, size, modifyTime }) =>
        type === '-' ? [{ name, size, modified: modifyTime }] : [],
      )
    },
    read: async path => (await client.get(at(path))) as Buffer,
    async write(path, bytes) {
      await makeWay(at(path))
      await client.put(Buffer.from(bytes), at(path + UNFINISHED))
      await replace(at(path + UNFINISHED), at(path))
    },
    async move(from, to) {
      await makeWay(at(to))
      await replace(at(from), at(to))
    },
    close: async () => void (await client.end()),
  }
}

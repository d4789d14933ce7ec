import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file rather than an address: who may open it is what the file system says. */
const socketIn = (folder: string) => join(folder, 'backup.sock')

/** What says that nobody listens there. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED'])

/**
 * Lets other processes of the same user have copies of the database while this one runs on the folder.
 * @returns what ends it
 * @throws where no socket can be made there, as where the folder's path is too long for one
 */
export async function serveCopies(folder: string, copy: () => Promise<Blob>): Promise<() => Promise<void>> {
  const path = socketIn(folder)
  // Of a process that was killed: the folder is this one's alone.
  rmSync(path, { force: true })
  const server = createServer(async (_, response) => {
    try {
      const blob = await copy()
      response.writeHead(200, { 'content-length': blob.size })
      await pipeline(Readable.fromWeb(blob.stream()), response)
    } catch {
      response.destroy()
    }
  })
  server.listen(path)
  await once(server, 'listening')
  chmodSync(path, 0o600)
  return async () => {
    const closed = new Promise(resolve => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
}

/** A copy from the process that runs on the folder; null where none answers. */
export async function askForCopy(folder: string): Promise<IncomingMessage | null> {
  const asked = request({ socketPath: socketIn(folder), path: '/', agent: false }).end()
  try {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return answer
  } catch (error) {
    if (NOBODY.has((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { SFTPWrapper, Server as SshServer } from 'ssh2'

// Its package is of the older kind.
const { Server, utils } = createRequire(import.meta.url)('ssh2') as typeof import('ssh2')
const { STATUS_CODE, OPEN_MODE } = utils.sftp

export type SftpServer = { port: number; fingerprint: string; password: string; close(): Promise<void> }

/** An SFTP server of a real folder, with one account: `lumen`. */
export async function sftpServer(folder: string): Promise<SftpServer> {
  const password = 'pass phrase'
  const key = utils.generateKeyPairSync('ed25519')
  const parsed = utils.parseKey(key.public)
  if (parsed instanceof Error) throw parsed
  const server: SshServer = new Server({ hostKeys: [key.private] }, client => {
    client.on('authentication', ctx => {
      if (ctx.method === 'password' && ctx.username === 'lumen' && ctx.password === password) ctx.accept()
      else ctx.reject(['password'])
    })
    client.on('ready', () => client.on('session', accept => accept().on('sftp', sftp => serve(sftp(), folder))))
    client.on('error', () => {})
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint: `SHA256:${createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '')}`,
    password,
    close: () => new Promise(done => server.close(() => done())),
  }
}

function serve(sftp: SFTPWrapper, folder: string): void {
  const handles: (FileHandle | string[])[] = []
  const at = (path: string) => join(folder, path)
  const handleOf = (what: FileHandle | string[]) => {
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(handles.push(what) - 1)
    return handle
  }
  const held = (handle: Buffer) => handles[handle.readUInt32BE(0)]
  const answering = (id: number, work: () => Promise<unknown>) =>
    void work().catch(error =>
      sftp.status(id, error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE),
    )
  const attrsOf = async (path: string) => {
    const { mode, uid, gid, size, atimeMs, mtimeMs } = await stat(at(path))
    return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1_000), mtime: Math.floor(mtimeMs / 1_000) }
  }
  const done = (id: number) => sftp.status(id, STATUS_CODE.OK)
  sftp.on('REALPATH', (id, path) =>
    sftp.name(id, [{ filename: path === '.' ? '/' : path, longname: '', attrs: {} as never }]),
  )
  sftp.on('STAT', (id, path) => answering(id, async () => sftp.attrs(id, await attrsOf(path))))
  sftp.on('LSTAT', (id, path) => answering(id, async () => sftp.attrs(id, await attrsOf(path))))
  sftp.on('FSTAT', (id, handle) =>
    answering(id, async () => {
      const { mode, uid, gid, size } = await (held(handle) as FileHandle).stat()
      sftp.attrs(id, { mode, uid, gid, size, atime: 0, mtime: 0 })
    }),
  )
  sftp.on('OPENDIR', (id, path) =>
    answering(id, async () => sftp.handle(id, handleOf((await readdir(at(path))).map(name => `${path}/${name}`)))),
  )
  sftp.on('READDIR', (id, handle) =>
    answering(id, async () => {
      const left = held(handle) as string[]
      if (left.length === 0) return sftp.status(id, STATUS_CODE.EOF)
      const names = await Promise.all(
        left.splice(0).map(async path => {
          const attrs = await attrsOf(path)
          const isFolder = (attrs.mode & 0o170000) === 0o040000
          return { filename: path.split('/').at(-1) ?? '', longname: isFolder ? 'drwx' : '-rw-', attrs }
        }),
      )
      return sftp.name(id, names)
    }),
  )
  sftp.on('OPEN', (id, path, flags) =>
    answering(id, async () => {
      const writes = (flags & OPEN_MODE.WRITE) !== 0
      sftp.handle(id, handleOf(await open(at(path), writes ? 'w' : 'r')))
    }),
  )
  sftp.on('READ', (id, handle, offset, length) =>
    answering(id, async () => {
      const { bytesRead, buffer } = await (held(handle) as FileHandle).read(Buffer.alloc(length), 0, length, offset)
      if (bytesRead === 0) return sftp.status(id, STATUS_CODE.EOF)
      return sftp.data(id, buffer.subarray(0, bytesRead))
    }),
  )
  sftp.on('WRITE', (id, handle, offset, bytes) =>
    answering(id, async () => {
      await (held(handle) as FileHandle).write(bytes, 0, bytes.length, offset)
      done(id)
    }),
  )
  sftp.on('CLOSE', (id, handle) =>
    answering(id, async () => {
      const what = held(handle)
      if (what && !Array.isArray(what)) await what.close()
      done(id)
    }),
  )
  sftp.on('MKDIR', (id, path) => answering(id, async () => mkdir(at(path)).then(() => done(id))))
  sftp.on('RENAME', (id, from, to) => answering(id, async () => rename(at(from), at(to)).then(() => done(id))))
  sftp.on('REMOVE', (id, path) => answering(id, async () => unlink(at(path)).then(() => done(id))))
  sftp.on('SETSTAT', id => done(id))
  sftp.on('FSETSTAT', id => done(id))
}

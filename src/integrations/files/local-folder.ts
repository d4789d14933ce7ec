import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Folder, UNFINISHED } from './folder.ts'

/** A folder on this machine. */
export function localFolder(base: string): Folder {
  const at = (path: string) => join(base, path)
  return {
    async list(path) {
      const found = await readdir(at(path), { withFileTypes: true }).catch(error => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      const files = found.filter(one => one.isFile())
      return Promise.all(
        files.map(async ({ name }) => {
          const { size, mtimeMs } = await stat(join(at(path), name))
          return { name, size, modified: mtimeMs }
        }),
      )
    },
    read: path => readFile(at(path)),
    async write(path, bytes) {
      await mkdir(dirname(at(path)), { recursive: true })
      await writeFile(at(path + UNFINISHED), bytes)
      await rename(at(path + UNFINISHED), at(path))
    },
    async move(from, to) {
      await mkdir(dirname(at(to)), { recursive: true })
      await rename(at(from), at(to))
    },
    close: async () => {},
  }
}

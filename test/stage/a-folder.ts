import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { supplierFiles } from '../../src/integrations/files/index.ts'
import type { Connection, Offered } from '../../src/kernel/connecting/integration.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { openPlaces } from '../../src/reaches/place-access.ts'
import type { Shop } from './a-shop.ts'

export type FolderStage = {
  /** Where the folders of suppliers are. */
  base: string
  inFolder(path: string): Promise<string[]>
  text(path: string): Promise<string>
  put(path: string, what: string): Promise<void>
  /** One look into every folder. */
  look(): Promise<void>
  close(): Promise<void>
}

/** Folders on this machine, by which suppliers of that shop can be reached. */
export async function openFolderStage(shop: Shop): Promise<FolderStage> {
  const base = await mkdtemp(join(tmpdir(), 'waybill-'))
  const around = { host: '', proxies: [], bridge: false, hasChat: true }
  const { plan } = supplierFiles.read({ FILES_DIR: base }, around)
  const { db } = shop.database
  const { ask, now, outside } = shop.bot
  const business = { places: openPlaces(db, outside.seal) } as Offered['business']
  const offered = { db, ask, now, business, log: openLog('silent') } as Offered
  const connection: Connection = (await plan?.connect(offered)) ?? {}
  if (connection.chat) shop.bot.chats.set('files', connection.chat)
  return {
    base,
    inFolder: async path => (await readdir(join(base, path)).catch(() => [])).sort(),
    text: path => readFile(join(base, path), 'utf8'),
    async put(path, what) {
      await mkdir(join(base, path, '..'), { recursive: true })
      await writeFile(join(base, path), what)
    },
    async look() {
      for (const { run } of connection.jobs ?? []) await run(new AbortController().signal)
    },
    close: () => rm(base, { recursive: true, force: true }),
  }
}

import { join } from 'node:path'
import { NoRoom } from '../../kernel/shapes/chat.ts'
import type { OpenPlace } from '../../kernel/shapes/reach.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import type { Folder } from './folder.ts'
import { localFolder } from './local-folder.ts'
import { readAccess, serverOf } from './place.ts'

/** Works in the folder that a channel names, and leaves it. @throws NoRoom where nobody gets in */
export type InFolder = <T>(channel: string, work: (folder: Folder) => Promise<T>) => Promise<T>

/** @param base where folders on this machine are; null for none */
export function openFolders(places: OpenPlace, base: string | null): InFolder {
  const open = async (channel: string): Promise<Folder> => {
    const server = serverOf(channel)
    if (!server && !base) throw new NoRoom('FILES_DIR is not set any more')
    if (!server) return localFolder(join(base ?? '', channel))
    const kept = await places('files', channel).catch(error => {
      if (error instanceof Refusal) throw new NoRoom(error.message)
      throw error
    })
    if (!kept) throw new NoRoom('its password is missing. Enter it again with /supplier reach')
    // Loaded only where there is a server.
    const { sftpFolder } = await import('./sftp-folder.ts')
    return sftpFolder(server, readAccess(kept))
  }
  return async (channel, work) => {
    const folder = await open(channel)
    try {
      return await work(folder)
    } finally {
      await folder.close().catch(() => {})
    }
  }
}

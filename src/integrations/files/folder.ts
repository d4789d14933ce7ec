/** A supplier's folder, here or on a server of theirs. Paths are below it, with `/`; folders on the way are made. */
export type Folder = {
  /** The files right in there; none where it is missing. `modified`: ms. */
  list(at: string): Promise<readonly { name: string; size: number; modified: number }[]>
  read(path: string): Promise<Uint8Array>
  /** Nobody sees half of it: it is written under another name first. What has that name is replaced. */
  write(path: string, bytes: Uint8Array): Promise<void>
  move(from: string, to: string): Promise<void>
  close(): Promise<void>
}

/** What a name ends in while a file is still being written, here and by common clients. */
export const UNFINISHED = '.tmp'
export const isUnfinished = (name: string): boolean => /^\.|\.(?:tmp|part|filepart)$/i.test(name)

/** A word of ours as a file's name, which leads to no other folder. */
export const fileName = (word: string): string => word.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '')

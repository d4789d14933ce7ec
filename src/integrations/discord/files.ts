import { extname } from 'node:path'
import type { APIAttachment, RawFile } from 'discord.js'
import type { KeptFile } from '../../kernel/ground/load-file.ts'
import type { Drawn } from '../../kernel/shapes/chat.ts'

/** A file of ours by its id; null where it is not kept. */
export type LoadFile = (id: string) => Promise<KeptFile | null>

/** Of each file that goes with a message, the name by which components refer to it. */
export type FileNames = ReadonlyMap<string, string>

/** All files of a request, bytes: Discord takes 25 MiB, and words on top. docs: reference, "Uploading Files". */
const MOST_TOGETHER = 24 * 1_024 * 1_024

export type Cargo = { names: FileNames; kept: readonly KeptFile[] }

/** The files of a card that one message can carry; what is too much is left to words. */
export async function loadCargo(files: LoadFile, { picture, files: attached = [] }: Drawn): Promise<Cargo> {
  const names = new Map<string, string>()
  const kept: KeptFile[] = []
  let together = 0
  for (const id of new Set([...(picture ? [picture.file] : []), ...attached.map(({ file }) => file)])) {
    const file = await files(id)
    if (!file || together + file.size > MOST_TOGETHER) continue
    together += file.size
    names.set(id, attachmentName(file))
    kept.push(file)
  }
  return { names, kept }
}

/**
 * What is sent along with the components. Everything that should stay on a message must be named (API v10): what it has
 * already by its id, what goes along by its place.
 */
export function attachmentFields({ names, kept }: Cargo, bears: readonly APIAttachment[] = []) {
  const wanted = new Set(names.values())
  const staying = bears.filter(({ filename }) => wanted.has(filename))
  const there = new Set(staying.map(({ filename }) => filename))
  const going = kept.filter(({ id }) => !there.has(names.get(id) ?? ''))
  const files: RawFile[] = going.map(file => ({
    name: names.get(file.id) ?? file.name,
    data: file.bytes,
    contentType: file.type,
  }))
  const attachments = [
    ...staying.map(({ id }) => ({ id })),
    ...files.map(({ name }, index) => ({ id: String(index), filename: name })),
  ]
  return { attachments, files }
}

/**
 * Letters that Discord leaves as they are, and a piece of the id: two files of one name are two, a changed one is new.
 */
function attachmentName({ id, name }: KeptFile): string {
  const ending = extname(name)
  const stem = name
    .slice(0, name.length - ending.length)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
  const plain = stem.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return `${plain || 'file'}-${id.slice(0, 8)}${ending.replaceAll(/[^.\w]/g, '')}`
}

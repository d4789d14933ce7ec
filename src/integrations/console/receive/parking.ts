import { randomBytes } from 'node:crypto'
import type { Attachment } from '../../../kernel/shapes/thread-message.ts'

/** Files on their way from a request to the desk that asks for them. */
export type Parking = {
  /** Takes a file in, until `leave`. */
  enter(file: File): Attachment
  find(from: string): File | null
  leave(attachments: readonly Attachment[]): void
}

export function parking(): Parking {
  const parked = new Map<string, File>()
  return {
    enter(file) {
      const from = randomBytes(18).toString('base64url')
      parked.set(from, file)
      return { name: file.name, type: file.type, size: file.size, from }
    },
    find: from => parked.get(from) ?? null,
    leave(attachments) {
      for (const { from } of attachments) parked.delete(from)
    },
  }
}

/** What files begin with. Pictures of other kinds are files like any other. */
const BEGINNINGS: readonly (readonly [type: string, bytes: string, offset?: number])[] = [
  ['image/png', '\u0089PNG\r\n\u001A\n'],
  ['image/jpeg', '\u00FF\u00D8\u00FF'],
  ['image/gif', 'GIF8'],
  ['image/webp', 'WEBP', 8],
  ['application/pdf', '%PDF-'],
  ['application/zip', 'PK\u0003\u0004'],
]

/** Kinds that every chat shows in place. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif'])

/** A file's kind by its contents. What claims to be a page is text: nothing of ours is ever run. */
export function fileType(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const known = BEGINNINGS.find(([, beginning, offset = 0]) => head.startsWith(beginning, offset))
  return known?.[0] ?? (isText(bytes) ? 'text/plain' : 'application/octet-stream')
}

/** Whether it can be shown as a picture everywhere. */
export function isPicture(type: string): boolean {
  return PICTURES.has(type)
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}

/** Exif’s directory of where a picture was taken, and the tag that leads there (Exif 2.32, 4.6.3). */
const GPS = 0x88_25
const EXIF = Buffer.from('Exif\0\0', 'latin1')
const WEBP = Buffer.from('EXIF', 'latin1')
const PNG = Buffer.from('eXIf', 'latin1')
/** Bytes of a value of each type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
/** Phones write one or two heads. */
const MOST_HEADS = 8
const MOST_ENTRIES = 500

/**
 * A picture without the place where it was taken, the rest as it was: JPEG, HEIC, WebP, PNG and TIFF keep it in the same
 * way, and a copy is blanked in place, so that no part moves. Anything else comes back as it is. Pure.
 */
export function withoutPlace(given: Uint8Array): Uint8Array {
  const heads = headsIn(Buffer.from(given.buffer, given.byteOffset, given.byteLength))
  if (heads.length === 0 && !hasXmpPlace(given)) return given
  const bytes = Buffer.from(given)
  for (const head of heads) blankDirectory(bytes, head)
  return blankXmp(bytes)
}

/** Where TIFF heads begin: `II*` or `MM*`, after what each kind of file writes before them, or at the file’s start. */
function headsIn(bytes: Buffer): readonly number[] {
  const found = isHead(bytes, 0) ? [0] : []
  for (const [mark, skip] of [
    [EXIF, 6],
    [WEBP, 8],
    [PNG, 4],
  ] as const)
    for (let at = bytes.indexOf(mark); at >= 0 && found.length < MOST_HEADS; at = bytes.indexOf(mark, at + 1))
      if (isHead(bytes, at + skip)) found.push(at + skip)
  return found
}

function isHead(bytes: Buffer, at: number): boolean {
  const [order, answer] = [bytes.toString('latin1', at, at + 2), bytes.subarray(at + 2, at + 4)]
  return (
    (order === 'II' && answer.equals(Buffer.from([42, 0]))) || (order === 'MM' && answer.equals(Buffer.from([0, 42])))
  )
}

function blankDirectory(bytes: Buffer, head: number): void {
  const little = bytes[head] === 0x49
  const word = (at: number) => (at + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const long = (at: number) => (at + 4 > bytes.length ? 0 : little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const entries = (directory: number) =>
    Array.from({ length: Math.min(word(directory), MOST_ENTRIES) }, (_, index) => directory + 2 + index * 12)
  const pointer = entries(head + long(head + 4)).find(entry => word(entry) === GPS)
  if (!pointer) return
  const place = head + long(pointer + 8)
  for (const entry of entries(place)) {
    const size = (SIZES[word(entry + 2)] ?? 0) * long(entry + 4)
    if (size > 4 && size < 10_000) bytes.fill(0, head + long(entry + 8), head + long(entry + 8) + size)
    bytes.fill(0, entry, entry + 12)
  }
}

/** The same in XMP, as text: `exif:GPSLatitude="59,20.1N"`. */
const XMP = /exif:GPS\w{1,30}(?:="[^"]{0,60}"|>[^<]{0,60}<)/g

const hasXmpPlace = (bytes: Uint8Array) => Buffer.from(bytes).includes('exif:GPS')

function blankXmp(bytes: Buffer): Uint8Array {
  if (!hasXmpPlace(bytes)) return bytes
  const text = bytes.toString('latin1')
  return Buffer.from(
    text.replaceAll(XMP, found => found.replaceAll(/(?<=[">])[^"<]+/g, value => ' '.repeat(value.length))),
    'latin1',
  )
}

import { imageSize } from 'image-size'
import type { Reads } from '../kernel/ground/db.ts'
import { loadFile } from '../kernel/ground/load-file.ts'
import { Refusal } from '../kernel/words/refusal.ts'

/** What a photo has at least on each side, pixels, and in all, bytes: less shows no damage to anybody. */
const LEAST = { pixels: 200, bytes: 2_000 }

/**
 * Whether an item of an agreement asks for a photo: `photo of the damage`, `3 pictures`, `破损照片`. Pure.
 */
export function asksForPhoto(item: string): boolean {
  return /\b(photo(graph)?|picture|image|pic|foto|screenshot)s?\b|照片|图片|图像/i.test(item)
}

/**
 * @param ids of kept files
 * @throws Refusal where one of them is not a picture, or too small to show anything.
 */
export async function mustBePhotos(read: Reads, ids: readonly string[], item: string): Promise<void> {
  for (const id of ids) {
    const file = await loadFile(read, id)
    const trouble = file && troubleOf(file.bytes)
    if (trouble)
      throw new Refusal(`“${file.name}” ${trouble}, and the agreement asks for “${item}”. Attach a photo.`, 'files')
  }
}

function troubleOf(bytes: Uint8Array): string | null {
  const size = sizeOf(bytes)
  if (!size) return 'is not a picture'
  if (Math.min(size.width, size.height) < LEAST.pixels)
    return `is ${size.width} × ${size.height} pixels, too small to see anything`
  return bytes.length < LEAST.bytes ? `has ${bytes.length} bytes, too few for a photo` : null
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | null {
  try {
    const { type, ...size } = imageSize(bytes)
    return type === 'svg' ? null : size
  } catch {
    return null
  }
}

import type { Context } from 'hono'
import { readForm } from './read-form.ts'

/** What a form sent, but for files. */
export async function fields(c: Context): Promise<Record<string, string>> {
  return (await entries(c)).words
}

/** What a form sent: its words, and the files that were chosen. A field in which none was sends an empty one. */
export async function entries(c: Context) {
  const words: Record<string, string> = {}
  const files: Record<string, readonly File[]> = {}
  for (const [name, given] of Object.entries(await readForm(c, { all: true }))) {
    const all = [given].flat()
    // Of boxes each that was ticked is sent.
    const texts = all.filter(one => typeof one === 'string')
    const chosen = all.filter(one => one instanceof File).filter(({ name: called, size }) => called !== '' || size > 0)
    if (texts.length > 0) words[name] = texts.join(' ')
    if (chosen.length > 0) files[name] = chosen
  }
  return { words, files }
}

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../kernel/words/refusal.ts'

/**
 * A report may replace an older report, never the input, under any name or link.
 * @throws Refusal where it would
 */
export async function spareInput(report: string, input: string): Promise<void> {
  const target = await stat(report).catch(() => null)
  if (!target) return
  for (const path of await readFrom(input)) {
    const read = await stat(path).catch(() => null)
    if (read && read.dev === target.dev && read.ino === target.ino)
      throw new Refusal(`The report would overwrite ${path}, which is read. Name another place: --report out.html.`)
  }
}

async function readFrom(input: string): Promise<readonly string[]> {
  const files = await readdir(input).catch(() => null)
  return files ? files.filter(name => /\.csv$/i.test(name)).map(name => join(input, name)) : [input]
}

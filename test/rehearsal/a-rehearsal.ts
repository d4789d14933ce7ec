import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { type Figures, figuresOf } from '../../src/rehearsal/figures.ts'
import { type Agreed, gather, type History } from '../../src/rehearsal/history.ts'
import { readOptions } from '../../src/rehearsal/options.ts'
import { openHistory } from '../../src/rehearsal/reading/open-history.ts'
import { rehearse } from '../../src/rehearsal/rehearse.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

/** A folder of a shop that rehearses; it is gone when the file's tests are over. */
export function aFolder() {
  const root = mkdtempSync(join(tmpdir(), 'rehearsal-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const write = async (files: Files): Promise<string> => {
    const folder = mkdtempSync(join(root, 'shop-'))
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), text)
    }
    return folder
  }

  return {
    write,

    /** The history as it is read, of the first file or of the folder. */
    async history(files: Files, ...words: readonly string[]): Promise<History> {
      return (await read(await pathOf(files, write), words)).history
    },

    async figures(files: Files, ...words: readonly string[]): Promise<Figures> {
      const { history, agreed } = await read(await pathOf(files, write), words)
      return figuresOf(history, agreed.calendar)
    },

    /** What the terminal shows, and the report. */
    async rehearse(files: Files, ...words: readonly string[]): Promise<{ said: string; page: string }> {
      let said = ''
      const report = join(await write({}), 'report.html')
      await rehearse([await pathOf(files, write), '--report', report, ...words], text => {
        said += text
      })
      return { said, page: await readFile(report, 'utf8') }
    },
  }
}

async function pathOf(files: Files, write: (files: Files) => Promise<string>): Promise<string> {
  const folder = await write(files)
  const [name, ...others] = Object.keys(files)
  return name && others.length === 0 ? join(folder, name) : folder
}

async function read(path: string, words: readonly string[]): Promise<{ history: History; agreed: Agreed }> {
  const options = readOptions([path, ...words])
  if (!options) throw new Error('help was asked for')
  const { calendar, slashes } = options
  const { lines, tells } = await openHistory(path, { zone: calendar.zone, slashes })
  const agreed = {
    ...options,
    acknowledge: tells.acknowledged ? options.acknowledge : null,
    scan: tells.scanned ? options.scan : null,
  }
  return { history: await gather(lines, agreed), agreed }
}

/** A CSV of one's own with these rows. */
export const plain = (...rows: readonly string[]): string =>
  ['Order,Supplier,Placed,Ship by,Shipped,Delivered,Cancelled', ...rows, ''].join('\n')

import { readFile, writeFile } from 'node:fs/promises'
import { putBetween } from '../src/manual.ts'

// Puts what a run of all benches printed on the page: each bench between the marks of its name and sizes.
// node bench/write-page.ts log
const PAGE = new URL('../docs/benchmarks.md', import.meta.url)

/** @throws where the page has no place for a bench */
export async function writePage(log: string): Promise<void> {
  const [, ...runs] = log.split(/^== /m)
  const page = runs.reduce(
    (written, run) => {
      const [name = '', ...said] = run.trimEnd().split('\n')
      return putBetween(name, ['```', ...said.map(withoutPlace), '```'].join('\n'), written)
    },
    await readFile(PAGE, 'utf8'),
  )
  await writeFile(PAGE, page)
}

/** Which database it was is nothing to anybody else. */
const withoutPlace = (line: string) => line.replace(/ (at|in) \S*waybill\S*?(?=[:,]?(\s|$))/, '')

const [, script, log] = process.argv
if (import.meta.main && script && log) await writePage(await readFile(log, 'utf8'))

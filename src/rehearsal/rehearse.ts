import { writeFile } from 'node:fs/promises'
import { dirname, join, parse, resolve } from 'node:path'
import { Refusal } from '../kernel/words/refusal.ts'
import { figuresOf } from './figures.ts'
import { type Agreed, gather } from './history.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { openHistory } from './reading/open-history.ts'
import type { Rehearsal } from './rehearsal.ts'
import { inTerminal } from './report/in-terminal.ts'
import { drawReportPage } from './report/page.ts'
import { secondsInWords } from './report/words.ts'
import { spareInput } from './spare-input.ts'

/**
 * Replays a shop's own history with a fake clock, shows what Waybill would have said, and writes the report. Sends nothing.
 * @param words what was typed after `npm run rehearse --`
 * @throws Refusal, in one sentence, for what cannot be read or written
 */
export async function rehearse(words: readonly string[], say: (text: string) => void): Promise<void> {
  const began = performance.now()
  const options = readOptions(words)
  if (!options) return say(USAGE)
  const report = options.report ?? beside(options.path)
  await spareInput(report, options.path)
  const rehearsal = await replayed(options, began)
  say(`${inTerminal(rehearsal)}\n\n`)
  await write(report, await drawReportPage(rehearsal))
  say(`Report: ${report} (${secondsInWords(performance.now() - began)} in all)\n`)
}

async function replayed(options: Options, began: number): Promise<Rehearsal> {
  const { calendar, ship, acknowledge, scan, slashes } = options
  const { what, tells, lines } = await openHistory(options.path, { zone: calendar.zone, slashes })
  if (!tells.shipBy && !ship)
    throw new Refusal(
      `${what} does not say when orders had to ship. Say how long suppliers had: --ship "2 working days".`,
    )
  const agreed: Agreed = {
    calendar,
    ship,
    acknowledge: tells.acknowledged ? acknowledge : null,
    scan: tells.scanned ? scan : null,
  }
  const history = await gather(lines, agreed)
  if (history.orders.length === 0) throw new Refusal(`There is no order in ${what}.`)
  return { what, agreed, ...figuresOf(history, calendar), took: performance.now() - began }
}

/** `shop/orders.csv` → `shop/orders.rehearsal.html`; of a folder next to the folder. */
function beside(path: string): string {
  const { name } = parse(resolve(path))
  return join(dirname(resolve(path)), `${name}.rehearsal.html`)
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch {
    throw new Refusal(`I can’t write the report to ${path}. Name another place: --report out.html.`)
  }
}

if (import.meta.main)
  await rehearse(process.argv.slice(2), text => void process.stdout.write(text)).catch(error => {
    process.stderr.write(`${error instanceof Refusal ? error.message : error}\n`)
    process.exitCode = 1
  })

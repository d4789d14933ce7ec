import { readFileSync, writeFileSync } from 'node:fs'
import { FAULTS, type Verdict } from './judge.ts'
import type { Ledger } from './ledger.ts'

const PAGE = new URL('../../docs/reliability.md', import.meta.url)
const [BEGIN, END] = ['<!-- storms -->', '<!-- /storms -->']
const HEADS = [
  ...[
    'database',
    'seed',
    'minutes',
    'messages',
    'kills',
    'frozen',
    'in a transaction',
    'after a claim',
    'lost answers',
  ],
  ...[
    'failed calls',
    'outages and restarts',
    'disk full',
    'clock jumps',
    'deleted',
    ...FAULTS,
    'silent after a kill, s',
  ],
] as const
/** Those that are added up over all storms. */
const SUMMED = new Set<string>(HEADS.filter(head => !['database', 'seed', 'silent after a kill, s'].includes(head)))

type Figures = { seed: number; minutes: number; messages: number; ledger: Ledger; verdict: Verdict }

/** Adds a storm's row to the table of docs/reliability.md, in place of an earlier one of its seed, and sums them up. */
export function writeFigures(on: string, { seed, minutes, messages, ledger, verdict }: Figures): void {
  const total = (...names: readonly string[]) => ledger.total(...names)
  const silences = ledger.silences.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const row = [
    ...[on, seed, minutes, messages, total('killed'), total('frozen')],
    ...[total('frozen in a transaction'), total('frozen after a claim'), total('lost answers'), total('failed calls')],
    total('outages', 'all sessions ended', 'database restarted'),
    ...[total('disk full'), total('clock jumps'), ledger.deleted.size, ...FAULTS.map(fault => verdict[fault].length)],
    silences.length > 0 ? ((silences.at(-1) ?? 0) / 1_000).toFixed(1) : '',
  ].map(String)
  const page = readFileSync(PAGE, 'utf8')
  const [before = '', rest = ''] = page.split(BEGIN)
  const [old = '', after = ''] = rest.split(END)
  const known = old
    .split('\n')
    .filter(line => /^\| (postgres|embedded) /.test(line))
    .map(line => line.slice(2, -2).split(' | '))
    .filter(cells => cells.length === HEADS.length && (cells[0] !== on || cells[1] !== String(seed)))
  const rows = [...known, row]
  const sums = HEADS.map((head, at) => {
    if (at === 0) return '**all**'
    if (!SUMMED.has(head)) return at === HEADS.length - 1 ? most(rows, at) : ''
    return rows.reduce((sum, cells) => sum + Number(cells[at]), 0).toLocaleString('en')
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = [line(HEADS), line(HEADS.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line), line(sums)]
  writeFileSync(PAGE, `${before}${BEGIN}\n${table.join('\n')}\n${END}${after}`)
}

const most = (rows: readonly (readonly string[])[], at: number) =>
  Math.max(...rows.map(cells => Number(cells[at] || 0))).toFixed(1)

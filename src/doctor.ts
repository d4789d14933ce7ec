import { commands } from './commands.ts'
import { type Config, readConfig } from './config.ts'
import { doctorDiscord } from './integrations/discord/doctor.ts'
import { doctorSlack } from './integrations/slack/doctor.ts'
import { openLog } from './kernel/ground/log.ts'
import { open } from './kernel/ground/open.ts'
import { type Room, rooms } from './kernel/ground/tables.ts'
import type { Finding } from './kernel/shapes/finding.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { count } from './kernel/words/text.ts'

/** Looks at all that Waybill needs outside of itself, and says in words what to fix. */
export async function doctor(config: Config): Promise<readonly Finding[]> {
  const log = openLog('silent')
  const { finding, bound } = await lookAtDatabase(config)
  const slack = config.slack
    ? await doctorSlack({ settings: config.slack, rooms: bound.filter(room => room.chat === 'slack'), log })
    : [{ well: true, what: 'Slack: not configured.' }]
  const discord = config.discord
    ? await doctorDiscord({ settings: config.discord, commands, rooms: bound.filter(room => room.chat === 'discord') })
    : [{ well: true, what: 'Discord: not configured.' }]
  return [finding, ...slack, ...discord]
}

/** The rooms that are in use; none while another process holds the embedded database. */
async function lookAtDatabase({ database: where }: Config): Promise<{ finding: Finding; bound: readonly Room[] }> {
  try {
    const database = await open(where)
    const all = await database.db.select().from(rooms)
    await database.close()
    const bound = all.filter(room => room.side === 'supplier' || room.purpose)
    return { finding: { well: true, what: `Database: ${database.place}, with ${count(bound.length, 'room')}.` }, bound }
  } catch (error) {
    if (error instanceof Refusal) return { finding: { well: true, what: `Database: ${error.message}` }, bound: [] }
    const fix = where.url ? 'Look at DATABASE_URL, and whether PostgreSQL listens.' : 'Look at DATA_DIR.'
    return { finding: { well: false, what: 'Database: it cannot be opened.', fix }, bound: [] }
  }
}

/** One line for each finding, and what to fix below it. */
export function inLines(findings: readonly Finding[]): string {
  return findings
    .map(({ well, what, fix }) => `${well ? '✓' : '✗'} ${what}${!well && fix ? `\n  → ${fix}` : ''}\n`)
    .join('')
}

async function main(): Promise<void> {
  const findings = await doctor(readConfig(process.env))
  process.stdout.write(inLines(findings))
  if (findings.some(finding => !finding.well)) process.exitCode = 1
}

if (import.meta.main)
  await main().catch(error => {
    process.stderr.write(`${error instanceof Refusal ? error.message : error}\n`)
    process.exitCode = 1
  })

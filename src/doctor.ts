import { commands } from './commands.ts'
import { type Config, parseSettings } from './config.ts'
import { integrations } from './integrations/index.ts'
import { openLog } from './kernel/ground/log.ts'
import { lookAtDatabase } from './kernel/ground/look-at-database.ts'
import { lookAtKeys } from './kernel/ground/reseal.ts'
import { openSeal } from './kernel/ground/seal.ts'
import type { Finding } from './kernel/shapes/finding.ts'
import { Refusal } from './kernel/words/refusal.ts'
import { sealedColumns } from './sealed.ts'
import { lookAtLinks } from './stores/look-at-links.ts'

/** Looks at all that Waybill needs outside of itself, and says in words what to fix. Changes nothing. */
export async function doctor(config: Config): Promise<readonly Finding[]> {
  const log = openLog('silent')
  const seal = openSeal(config.secretsKey)
  const { finding, rooms, further } = await lookAtDatabase(config.database, async db => [
    ...(await lookAtLinks(db, seal)),
    ...(await lookAtKeys(db, seal, sealedColumns)),
  ])
  const findings = [finding, ...further]
  for (const { name, title, settings } of config.integrations) {
    const planned = config.plans.find(({ integration }) => integration.name === name)
    if (planned?.plan.doctor) {
      const own = rooms.filter(room => room.chat === name)
      findings.push(...(await planned.plan.doctor({ rooms: own, commands, log })))
    } else if (Object.keys(settings).length > 0)
      findings.push({ well: true, what: `${title}: ${planned ? 'on' : 'not configured'}.` })
  }
  return findings
}

/** One line for each finding, and what to fix below it. */
export function inLines(findings: readonly Finding[]): string {
  return findings
    .map(({ well, what, fix }) => `${well ? '✓' : '✗'} ${what}${!well && fix ? `\n  → ${fix}` : ''}\n`)
    .join('')
}

async function main(): Promise<void> {
  const findings = await doctor(parseSettings(process.env, integrations))
  process.stdout.write(inLines(findings))
  if (findings.some(finding => !finding.well)) process.exitCode = 1
}

if (import.meta.main)
  await main().catch(error => {
    process.stderr.write(`${error instanceof Refusal ? error.message : error}\n`)
    process.exitCode = 1
  })

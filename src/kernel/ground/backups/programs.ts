import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Refusal } from '../../words/refusal.ts'
import { databasePlace } from '../database-trouble.ts'

const run = promisify(execFile)

/** Runs one of PostgreSQL's own programs. @throws Refusal with its last words, or how to get it where it is missing */
export async function runProgram(
  name: 'pg_dump' | 'pg_restore',
  words: readonly string[],
  url?: string,
): Promise<string> {
  try {
    const { stdout } = await run(name, [...words, ...(url ? ['--dbname', withoutPassword(url)] : [])], {
      env: { ...process.env, ...(url && passwordOf(url)) },
      maxBuffer: 16 * 1_024 * 1_024,
    })
    return stdout
  } catch (caught) {
    const { code, stderr = '' } = caught as { code?: unknown; stderr?: string }
    if (code === 'ENOENT') throw new Refusal(`${name} is missing. ${INSTALL}`)
    const [last = 'it failed'] = stderr.trim().split('\n').slice(-1)
    throw new Refusal(`${name}: ${last}`)
  }
}

const INSTALL =
  'Install PostgreSQL’s client programs, in the server’s version or a newer one (`postgresql-client` on Debian).'

/** @throws Refusal where the program is older than the server: it reads no newer one. */
export async function mustSuit(name: 'pg_dump' | 'pg_restore', url: string, server: number): Promise<void> {
  const said = await runProgram(name, ['--version'])
  const own = Number(/\(PostgreSQL\) (\d+)/.exec(said)?.[1] ?? 0)
  if (own < server)
    throw new Refusal(
      `PostgreSQL at ${databasePlace(url)} is version ${server}, and ${name} here is ${own}, which is too old for it. ${INSTALL}`,
    )
}

/** Everybody on a machine can read what a program was started with. */
function withoutPassword(url: string): string {
  return Object.assign(new URL(url), { password: '' }).href
}

function passwordOf(url: string): Record<string, string> {
  const { password } = new URL(url)
  return password ? { PGPASSWORD: decodeURIComponent(password) } : {}
}

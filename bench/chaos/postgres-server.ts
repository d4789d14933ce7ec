import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { makeDatabase } from '../own-database.ts'

/** A PostgreSQL that several processes share, and what may befall it. */
export type Server = {
  url: string
  /** Whether it is our own, and can be stopped. */
  isOwn: boolean
  /** Stops it in the midst of everything, and starts it again. Where it is not ours, every session is ended instead. */
  restart(): Promise<void>
  drop(): Promise<void>
}

const PROGRAMS = '/usr/lib/postgresql'

/** Our own server where Debian's programs are installed; else a database of the one that `DATABASE_URL` names. */
export async function openServer(port: number): Promise<Server> {
  const version = existsSync(PROGRAMS) ? readdirSync(PROGRAMS).toSorted().at(-1) : undefined
  if (version) return ownServer(join(PROGRAMS, version, 'bin'), port)
  if (!process.env.DATABASE_URL) throw new Error('Install postgresql, or name a server in DATABASE_URL.')
  const { url, drop } = await makeDatabase(process.env.DATABASE_URL)
  const restart = async () => {
    const client = new pg.Client(url)
    await client.connect()
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await client.end()
  }
  return { url, isOwn: false, restart, drop }
}

function ownServer(programs: string, port: number): Server {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-chaos-'))
  const asRoot = process.getuid?.() === 0
  if (asRoot) execFileSync('chown', ['postgres', folder])
  const run = (program: string, ...words: readonly string[]) => {
    const whole = [join(programs, program), '-D', join(folder, 'data'), ...words]
    const [first = '', ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...whole] : whole
    execFileSync(first, rest, { stdio: 'ignore', cwd: folder })
  }
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`
  const start = () => run('pg_ctl', '-w', '-l', join(folder, 'log'), '-o', options, 'start')
  run('initdb', '-U', 'postgres', '--auth=trust')
  start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    isOwn: true,
    async restart() {
      run('pg_ctl', '-m', 'immediate', 'stop')
      start()
    },
    async drop() {
      run('pg_ctl', '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

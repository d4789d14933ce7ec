import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { BEAT_LASTS } from '../../../src/kernel/ground/heart.ts'

/** So long after a process was killed another may take over from it, though what it held is leased for longer. */
export const NOT_HEARD_OF = BEAT_LASTS + 1_000

export type Place = { url?: string; folder?: string }

/** Starts one of this folder's processes over a database and a lasting chat. */
export function start(script: string, { url, folder }: Place, chat: string, args: readonly string[]): ChildProcess {
  const where = url ? ['--url', url] : ['--folder', folder ?? '']
  const options = { stdio: ['ignore', 'pipe', 'inherit'] } satisfies SpawnOptions
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...where, '--chat', chat, ...args], options)
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/**
 * Waits until the process is at work; answers how much the one before it had left in doubt.
 * @param heard told the number of everything that the process says it has taken.
 */
export function inDoubt(child: ChildProcess, heard: (number: number) => void = () => {}): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let doubts = 0
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  lines.on('line', line => {
    const [word, number] = line.split(' ')
    if (word === 'in-doubt') doubts = Number(number)
    if (word === 'heard') heard(Number(number))
    if (word === 'ready') resolve(doubts)
  })
  lines.on('close', () => reject(new Error('the process ended before it was ready')))
  return promise
}

export const finished = (child: ChildProcess) =>
  new Promise<number | string | null>(resolve => void child.once('exit', (code, signal) => resolve(signal ?? code)))

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

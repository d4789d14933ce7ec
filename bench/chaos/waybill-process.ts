import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../dist/main.js')
const CLOCK = join(import.meta.dirname, 'jumping-clock.ts')

/** A place for one process of Waybill at a time, which lives, freezes, and is killed. */
export class Slot {
  readonly name: string
  readonly url: string
  frozen = false
  /** Killed on purpose, and not to be started before its time. */
  isDown = false
  #isUp = false
  #child: ChildProcess | null = null
  #gone: Promise<number | string | null> = Promise.resolve(null)
  readonly #env: NodeJS.ProcessEnv
  readonly #log: string
  constructor(name: string, port: number, env: Record<string, string>, log: string) {
    this.name = name
    this.url = `http://127.0.0.1:${port}`
    this.#log = log
    const { PATH, HOME } = process.env
    this.#env = { PATH, HOME, ...env, PORT: String(port), NODE_ENV: 'production', LOG_LEVEL: 'warn' }
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Whether a process is there that has not ended. */
  get lives(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Whether it has started, and can do something now. */
  get isThere(): boolean {
    return this.#isUp && this.lives && !this.frozen
  }

  /** A process, where none is there: two of one place would take each other's port. */
  start(): void {
    if (this.lives) return
    this.#isUp = false
    appendFileSync(this.#log, `${Date.now()} ${this.name} starts\n`)
    const child = spawn(process.execPath, ['--import', CLOCK, MAIN], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', said => appendFileSync(this.#log, `${this.name} ${said}`))
    this.#child = child
    this.frozen = false
    this.#gone = new Promise(resolve => void child.once('exit', (code, signal) => resolve(signal ?? code)))
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.lives) return
    appendFileSync(this.#log, `${Date.now()} ${this.name} ${signal}\n`)
    this.#child?.kill(signal)
  }

  freeze(): void {
    this.signal('SIGSTOP')
    this.frozen = true
  }

  thaw(): void {
    this.signal('SIGCONT')
    this.frozen = false
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL')
    await this.#gone
  }

  /** Ends it as a host does. @returns what it ended with; `SIGKILL` where it had to be killed. */
  async stop(patience = 40_000): Promise<number | string | null> {
    this.thaw()
    this.signal('SIGTERM')
    const timer = setTimeout(() => this.signal('SIGKILL'), patience)
    const ended = await this.#gone
    clearTimeout(timer)
    return ended
  }

  async isReady(): Promise<boolean> {
    const asked = fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) })
    const isUp = await asked.then(
      ({ ok }) => ok,
      () => false,
    )
    this.#isUp ||= isUp
    return isUp
  }
}

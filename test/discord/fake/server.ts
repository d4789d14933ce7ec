import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { parseBody, readBytes } from './body.ts'
import type { Calls, LoggedCall } from './calls.ts'
import type { Fault, Faults } from './faults.ts'
import type { Gateway } from './gateway.ts'
import { broken, Refused, unauthorized } from './refused.ts'
import { type Found, findRoute, majorOf } from './router.ts'
import type { State } from './state.ts'

type Reply = { status: number; body: unknown; headers: Record<string, string> }

/** REST on HTTP, at `/api/v10`, the files of messages, and the door to the gateway. */
export class FakeServer {
  readonly #state: State
  readonly #faults: Faults
  readonly #calls: Calls
  readonly #server: Server
  /** Errors of the fake itself: a test that ends with one has found a bug in here. */
  readonly bugs: unknown[] = []
  down = false
  url = ''

  constructor(state: State, gateway: Gateway, faults: Faults, calls: Calls) {
    this.#state = state
    this.#faults = faults
    this.#calls = calls
    this.#server = createServer((request, response) => void this.#receive(request, response))
    this.#server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head))
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    const { port } = this.#server.address() as AddressInfo
    this.url = `http://127.0.0.1:${port}`
    this.#state.gateway.url = `ws://127.0.0.1:${port}`
    this.#state.world.files = this.url
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    if (this.down) request.socket.destroy()
    else if (url.pathname.startsWith('/attachments/')) this.#serveFile(url.pathname, response)
    else await this.#call(request, response, url)
  }

  #serveFile(path: string, response: ServerResponse): void {
    const trouble = this.#faults.take('GET /attachments')?.trouble
    if (trouble instanceof Refused) return void response.writeHead(trouble.status).end()
    const file = this.#state.world.attachments.get(path.split('/')[2] ?? '')
    response.writeHead(file ? 200 : 404, file ? { 'Content-Type': file.type } : {})
    response.end(file?.bytes)
  }

  async #call(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname.replace(/^\/api\/v10(?=\/)/, '')
    const found = path === url.pathname ? null : findRoute(request.method ?? '', path)
    const logged: LoggedCall = {
      at: this.#state.world.clock.now(),
      method: request.method ?? '',
      route: found?.name ?? null,
      path,
      query: Object.fromEntries(url.searchParams),
      body: undefined,
      files: [],
      status: null,
      answer: null,
      ms: null,
    }
    this.#calls.all.push(logged)
    const started = performance.now()
    const bytes = await readBytes(request).catch(() => Buffer.alloc(0))
    const fault = found && this.#faults.take(found.name)
    const answer = async () => this.#answer(found, request, url, bytes, logged)
    const reply = fault ? await this.#gone(fault, answer, request) : await answer()
    if (!reply) return
    logged.status = reply.status
    logged.answer = reply.body ?? null
    logged.ms = performance.now() - started
    const text = reply.body === undefined ? undefined : JSON.stringify(reply.body)
    response.writeHead(reply.status, { ...(text ? { 'Content-Type': 'application/json' } : {}), ...reply.headers })
    response.end(text)
  }

  /** A call that goes wrong as ordered; `null` when nothing is ever answered. */
  async #gone(fault: Fault, answer: () => Promise<Reply>, request: IncomingMessage): Promise<Reply | null> {
    const { trouble } = fault
    if (typeof trouble === 'object' && 'wait' in trouble) {
      const early = fault.accepted ? await answer() : null
      await wait(trouble.wait)
      return early ?? (await answer())
    }
    if (fault.accepted) await answer()
    if (trouble instanceof Refused) return { status: trouble.status, body: trouble.body, headers: trouble.headers }
    if (trouble === 'tear') request.socket.destroy()
    return null
  }

  async #answer(
    found: Found | null,
    request: IncomingMessage,
    url: URL,
    bytes: Buffer,
    logged: LoggedCall,
  ): Promise<Reply> {
    let headers: Record<string, string> = {}
    try {
      // A test that runs into a gap of the fake must not take the answer for Discord's.
      if (!found) throw new Error(`This fake has no ${logged.method} ${logged.path}`)
      const { route, name, params } = found
      if (!route.open && request.headers.authorization !== `Bot ${this.#state.token}`) throw unauthorized()
      const spent = this.#state.buckets.spend(name, majorOf(params), !route.ungoverned)
      headers = spent.headers
      if (spent.refused) throw spent.refused
      const read = await parseBody(bytes, request.headers['content-type'] ?? '')
      Object.assign(logged, read)
      const { status, body } = route.run({ state: this.#state, params, query: url.searchParams, ...read })
      return { status, body, headers }
    } catch (error) {
      const said = error instanceof Refused ? error : this.#bug(error)
      return { status: said.status, body: said.body, headers: { ...headers, ...said.headers } }
    }
  }

  #bug(error: unknown): Refused {
    this.bugs.push(error)
    return broken()
  }
}

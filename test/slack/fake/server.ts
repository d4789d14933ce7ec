import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { answerCall } from './call.ts'
import { Refused } from './refused.ts'
import { reply } from './reply.ts'
import type { World } from './world.ts'

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const lastOf = (url: URL): string => url.pathname.split('/').at(-1) ?? ''

/** One port for the Web API (`/api/…`), files, response URLs (`/response/…`) and sockets (`/link/`). */
export class SlackServer {
  readonly #world: World
  readonly #server: Server
  readonly #connections = new Set<Socket>()
  #port = 0

  constructor(world: World) {
    this.#world = world
    this.#server = createServer((request, response) => {
      // A caller may hang up in the middle; anything else is a fault of the fake itself, to be seen by its test.
      this.#answer(request, response).catch(error => {
        if (!request.destroyed) world.journal.complain(`the fake broke: ${error?.stack}`)
        if (!response.headersSent) reply(response, 500, { ok: false, error: 'fatal_error' })
      })
    })
    this.#server.keepAliveTimeout = 60_000
    this.#server.on('connection', socket => {
      this.#connections.add(socket)
      socket.on('close', () => this.#connections.delete(socket))
    })
    this.#server.on('upgrade', (request, socket, head) => world.sockets.accept(request, socket, head))
  }

  /** Listens on a free port, later on the same one again. */
  async up(): Promise<void> {
    await new Promise<void>((done, failed) => {
      this.#server.once('error', failed)
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', failed)
        done()
      })
    })
    this.#port = (this.#server.address() as AddressInfo).port
    this.#world.origin = `http://127.0.0.1:${this.#port}`
  }

  /** Refuses connections, and cuts those that stand, sockets too. */
  async down(): Promise<void> {
    const closed = new Promise<void>(done => this.#server.close(() => done()))
    this.#world.sockets.cut()
    for (const connection of this.#connections) connection.destroy()
    await closed
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://slack')
    const body = await read(request)
    if (url.pathname.startsWith('/api/')) return answerCall(this.#world, { request, response, url, body })
    if (url.pathname.startsWith('/upload/')) return this.#upload(url, body, response)
    if (url.pathname.startsWith('/files-pri/')) return this.#download(url, request, response)
    if (url.pathname.startsWith('/response/')) return this.#respond(url, body, response)
    reply(response, 404, { ok: false, error: 'not_found' })
  }

  /** An upload address takes its bytes once; faults are ordered for it as for a method, by the name `upload`. */
  #upload(url: URL, body: Buffer, response: ServerResponse): void {
    const call = this.#world.journal.call('upload', { bytes: body.length })
    const effect = this.#world.faults.strikeCall('upload', call.args)
    if (effect?.kind === 'request_lost') return void response.socket?.destroy()
    call.status = effect?.kind === 'status' ? effect.status : this.#world.files.take(lastOf(url), body)
    call.ms = this.#world.clock.now() - call.at
    response.writeHead(call.status, { 'content-type': 'text/plain' }).end(`OK - ${body.length}`)
  }

  /** Whoever shows no token that may read the file is shown the page where one signs in, with 200. */
  #download(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const call = this.#world.journal.call('download', { path: url.pathname })
    const effect = this.#world.faults.strikeCall('download', call.args)
    if (effect?.kind === 'request_lost') return void response.socket?.destroy()
    if (effect?.kind === 'status') return void response.writeHead(effect.status).end()
    const { app, files } = this.#world
    const file = files.find(/^\/files-pri\/\w+-(\w+)\//.exec(url.pathname)?.[1])
    const may = request.headers.authorization === `Bearer ${app.botToken}` && app.scopes.has('files:read')
    const known = may && (!file || files.isOurs(file))
    call.status = known && (!file || file.deleted) ? 404 : 200
    const [type, bytes] =
      known && file ? [files.typeOf(file), file.bytes] : ['text/html', '<html>Sign in to Slack</html>']
    response.writeHead(call.status, { 'content-type': type }).end(bytes)
  }

  /** A used or expired address is a 404, a bad payload a 400: `respond()` of Bolt 5 throws on both. */
  #respond(url: URL, body: Buffer, response: ServerResponse): void {
    const call = this.#world.journal.call('response_url', {})
    try {
      call.args = JSON.parse(String(body))
      this.#world.responseUrls.post(lastOf(url), call.args)
      call.status = 200
      reply(response, 200, { ok: true })
    } catch (error) {
      const code = error instanceof Refused ? error.code : 'invalid_payload'
      call.error = code
      call.status = code.endsWith('_url') ? 404 : 400
      reply(response, call.status, { ok: false, error: code, ...(error instanceof Refused ? error.extra : {}) })
    }
    call.ms = this.#world.clock.now() - call.at
  }
}

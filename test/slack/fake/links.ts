import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock, Timing } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Json } from './json.ts'

/** Why Slack takes a socket back (docs.slack.dev/apis/events-api/using-socket-mode). */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

/** Ten connections an app, no more (same page). */
const most = 10

export type Link = {
  number: number
  socket: WebSocket
  ping: NodeJS.Timeout
  greeted: boolean
  leaving: boolean
  frozen: boolean
}

/** The app's sockets: opened by a fresh address, greeted, renewed, and lost in every way a socket can be lost. */
export abstract class Links {
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #tickets = new Map<string, number>()
  readonly #links: Link[] = []
  protected readonly clock: Clock
  protected readonly timing: Timing
  protected readonly faults: Faults
  readonly #appId: string
  #opened = 0

  constructor(clock: Clock, timing: Timing, faults: Faults, appId: string) {
    this.clock = clock
    this.timing = timing
    this.faults = faults
    this.#appId = appId
  }

  /** A fresh address, good for one connection within thirty seconds. */
  issue(origin: string): string {
    const ticket = crypto.randomUUID()
    this.#tickets.set(ticket, this.clock.now() + this.timing.ticket)
    return `${origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${this.#appId}`
  }

  /** Numbers of the sockets that envelopes may go to now. */
  get live(): number[] {
    return this.ready().map(link => link.number)
  }

  protected ready(): Link[] {
    return this.#links.filter(link => link.greeted && !link.leaving && link.socket.readyState === link.socket.OPEN)
  }

  accept(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '', 'http://slack').searchParams.get('ticket') ?? ''
    const until = this.#tickets.get(ticket)
    this.#tickets.delete(ticket)
    if (until === undefined || this.clock.now() > until) {
      raw.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    this.#server.handleUpgrade(request, raw, head, socket => this.#greet(socket))
  }

  #greet(socket: WebSocket): void {
    this.#opened += 1
    const ping = setInterval(() => socket.ping(), this.timing.ping)
    const link: Link = { number: this.#opened, socket, ping, greeted: false, leaving: false, frozen: false }
    this.#links.push(link)
    socket.on('close', () => {
      clearInterval(ping)
      this.#links.splice(this.#links.indexOf(link), 1)
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', data => this.hear(link, String(data)))
    if (this.faults.strikeCut('during_hello')) socket.terminate()
    else if (this.#links.length > most) this.#leave(link, 'too_many_websockets')
    else this.#hello(link)
  }

  #hello(link: Link): void {
    this.send(link, {
      type: 'hello',
      num_connections: this.#links.length,
      debug_info: { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.#appId },
    })
    link.greeted = true
  }

  protected send(link: Link, frame: Json, then: () => void = () => {}): void {
    link.socket.send(JSON.stringify(frame), then)
  }

  #leave(link: Link, reason: DisconnectReason): void {
    this.send(link, { type: 'disconnect', reason, debug_info: { host: 'applink-fake' } })
    link.leaving = true
    setTimeout(() => link.socket.close(), this.timing.warning).unref()
  }

  /** One socket is renewed, the oldest where none is named: a warning, a while later the request, then the end. */
  refresh(number = this.live[0]): void {
    const link = this.#links.find(one => one.number === number)
    if (!link) throw new Error(`No socket ${number} to refresh`)
    this.send(link, { type: 'disconnect', reason: 'warning', debug_info: { host: 'applink-fake' } })
    setTimeout(() => {
      if (link.socket.readyState === link.socket.OPEN) this.#leave(link, 'refresh_requested')
    }, this.timing.warning).unref()
  }

  /** Every socket gets this frame and is closed: `link_disabled` is Socket Mode switched off. */
  disconnect(reason: DisconnectReason): void {
    for (const link of [...this.#links]) this.#leave(link, reason)
  }

  /** Cut without a word, as a network does. */
  cut(number?: number): void {
    for (const link of [...this.#links]) if (number === undefined || link.number === number) link.socket.terminate()
  }

  /** Stands open and says nothing more: no ping, no pong, though envelopes still set out to it. */
  freeze(number = this.live[0]): void {
    const link = this.#links.find(one => one.number === number)
    if (!link) throw new Error(`No socket ${number} to freeze`)
    clearInterval(link.ping)
    link.socket.pause()
    link.frozen = true
  }

  close(): void {
    this.cut()
    this.#server.close()
  }

  protected abstract hear(link: Link, text: string): void
}

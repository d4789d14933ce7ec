import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { GatewayCloseCodes, GatewayOpcodes } from 'discord.js'
import { type WebSocket, WebSocketServer } from 'ws'
import { Connection, type Hall, type Verdict } from './connection.ts'
import { Cuts, type Stage, shut } from './cuts.ts'
import { membersChunk } from './members-chunk.ts'
import { Session } from './session.ts'
import type { Json } from './shapes.ts'
import { PRIVILEGED, type State } from './state.ts'
import type { Happening } from './world.ts'

/** docs: events/gateway, "Session Start Limit": 1,000 a day, one in five seconds for a small bot. */
const SESSIONS_A_DAY = 1_000
const DAY = 24 * 60 * 60_000

/** The gateway: connections come and go, sessions stay and are told what happens. Every session hears everything. */
export class Gateway implements Hall {
  readonly #state: State
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #connections = new Set<Connection>()
  readonly #sessions = new Map<string, Session>()
  readonly #cuts = new Cuts()
  #oddities: { t: string; twice: boolean; late: number }[] = []
  #identifiedAt = Number.NEGATIVE_INFINITY
  /** Who connected and how it went, for tests to look at. */
  readonly log: { at: number; what: string }[] = []

  /** Milliseconds between heartbeats; the real one is 41,250. */
  heartbeat = 41_250
  /** Stops acknowledging heartbeats: the client must see that the connection is dead. */
  silent = false
  /** A session may start once in this time, ms; `0` = at will. */
  identifyEvery = 5_000
  /** How long a lost session can be resumed, ms. Discord names no number. */
  resumable = 120_000
  down = false

  constructor(state: State) {
    this.#state = state
    state.world.listen(happening => this.#tell(happening))
  }

  now = () => this.#state.world.clock.now()
  token = () => this.#state.token
  allowed = () => this.#state.allowed

  /** The sessions there are, with the intents they asked for. */
  get sessions(): readonly { id: string; intents: number; seq: number; connected: boolean }[] {
    return [...this.#sessions.values()].map(({ id, intents, seq, socket }) => ({
      id,
      intents,
      seq,
      connected: socket !== null,
    }))
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.down || this.#cuts.at('connect', () => {})) socket.destroy()
    else this.#server.handleUpgrade(request, socket, head, opened => this.#open(opened, request.url ?? ''))
  }

  #open(socket: WebSocket, url: string): void {
    const query = new URL(url, 'ws://gateway').searchParams
    this.#note('open')
    if (query.get('v') !== '10') socket.close(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.')
    else if (query.get('encoding') !== 'json' || query.has('compress'))
      socket.close(GatewayCloseCodes.DecodeError, 'This gateway speaks plain JSON only.')
    else if (!this.#cuts.at('hello', code => shut(socket, code))) {
      const connection = new Connection(socket, this)
      this.#connections.add(connection)
      socket.on('close', code => this.#closed(connection, code))
    }
  }

  /** A client that closes with 1000 or 1001 ends its session; any other code leaves it to be resumed. */
  #closed(connection: Connection, code: number): void {
    this.#note(`closed ${code}`)
    this.#connections.delete(connection)
    const { session } = connection
    if (!session || session.socket !== connection.socket) return
    session.socket = null
    session.lostAt = this.now()
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id)
  }

  identify(connection: Connection, intents: number): Verdict {
    this.#note(`identify ${intents}`)
    const { gateway } = this.#state
    if (gateway.resetAt <= this.now()) Object.assign(gateway, { left: SESSIONS_A_DAY, resetAt: this.now() + DAY })
    if (gateway.left <= 0) {
      // The token is reset when the sessions of a day are used up.
      this.#state.token = `${this.#state.token}.reset`
      return [GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.']
    }
    if (this.#cuts.at('identify', code => shut(connection.socket, code))) return null
    if (this.now() - this.#identifiedAt < this.identifyEvery) return 'invalid'
    this.#identifiedAt = this.now()
    gateway.left -= 1
    const session = new Session(this.#state, intents)
    this.#sessions.set(session.id, session)
    this.#attach(connection, session)
    session.welcome()
    this.#cuts.at('ready', code => shut(connection.socket, code))
    return null
  }

  resume(connection: Connection, id: string, seq: number): Verdict {
    this.#note(`resume ${seq}`)
    if (this.#cuts.at('identify', code => shut(connection.socket, code))) return null
    const session = this.#sessions.get(id)
    const gone = session?.lostAt && this.now() - session.lostAt > this.resumable
    if (!session || gone) return 'invalid'
    if (!(seq <= session.seq)) return [GatewayCloseCodes.InvalidSeq, 'Invalid seq.']
    this.#attach(connection, session)
    session.replay(seq)
    this.#cuts.at('ready', code => shut(connection.socket, code))
    return null
  }

  #attach(connection: Connection, session: Session): void {
    session.socket?.close(GatewayCloseCodes.SessionTimedOut)
    connection.session = session
    session.socket = connection.socket
    session.lostAt = null
  }

  #tell(happening: Happening): void {
    const odd = this.#oddities.find(({ t }) => t === happening.t)
    this.#oddities = this.#oddities.filter(one => one !== odd)
    const all = () => {
      for (const session of this.#sessions.values()) session.hear(happening)
    }
    if (odd?.late) this.#state.world.clock.after(odd.late, all)
    else all()
    if (odd?.twice) all()
  }

  members(session: Session, asked: Json): void {
    const guild = this.#state.world.guilds.get(String(asked.guild_id))
    const chunk = guild && membersChunk(guild, asked, Boolean(session.intents & PRIVILEGED.members))
    if (chunk) session.send('GUILD_MEMBERS_CHUNK', chunk)
  }

  /** Cuts the next connections at a stage; without a code the socket is torn. */
  cutNext(stage: Stage, { code, times }: { code?: number; times?: number } = {}): void {
    this.#cuts.order(stage, code, times)
  }

  /** Cuts all connections now. */
  cut(code?: number): void {
    for (const { socket } of this.#connections) shut(socket, code)
  }

  /** Asks all clients to reconnect and resume (opcode 7). */
  reconnect(): void {
    for (const connection of this.#connections) connection.send(GatewayOpcodes.Reconnect)
  }

  /** Tells all clients that their session is no longer good (opcode 9). */
  invalidate(): void {
    this.forget()
    for (const connection of this.#connections) connection.send(GatewayOpcodes.InvalidSession, false)
  }

  /** Forgets all sessions, so that a resume is refused. */
  forget(): void {
    this.#sessions.clear()
    for (const connection of this.#connections) connection.session = null
  }

  /** The next event of that name comes twice. */
  twice(t: string): void {
    this.#oddities.push({ t, twice: true, late: 0 })
  }

  /** The next event of that name comes late. */
  late(t: string, ms: number): void {
    this.#oddities.push({ t, twice: false, late: ms })
  }

  #note(what: string): void {
    this.log.push({ at: this.now(), what })
  }

  stop(): void {
    for (const { socket } of this.#connections) socket.terminate()
    this.#server.close()
  }
}

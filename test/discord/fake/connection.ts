import { GatewayCloseCodes, GatewayOpcodes } from 'discord.js'
import type { WebSocket } from 'ws'
import type { Session } from './session.ts'
import type { Json } from './shapes.ts'
import { PRIVILEGED } from './state.ts'

const Close = GatewayCloseCodes
const Op = GatewayOpcodes

/** docs: events/gateway, "Sending Events" and "Rate Limiting": 4,096 bytes each, 120 in 60 seconds. */
const MOST_BYTES = 4_096
const MOST_SENDS = 120
const SENDS_PER = 60_000
const PRIVILEGED_ALL = Object.values(PRIVILEGED).reduce((all, bit) => all | bit, 0)
/** Bits 0 to 25 have a meaning, save 17, 18, 19, 22 and 23. docs: events/gateway, "List of Intents". */
const KNOWN_INTENTS = 0b11_0011_0001_1111_1111_1111_1111

/** Why a connection is closed, `invalid` for a session that cannot start now (opcode 9), or nothing. */
export type Verdict = readonly [code: number, reason: string] | 'invalid' | null

/** What a connection asks of the gateway that it belongs to. */
export type Hall = {
  now(): number
  token(): string
  allowed(): number
  heartbeat: number
  silent: boolean
  identify(connection: Connection, intents: number): Verdict
  resume(connection: Connection, id: string, seq: number): Verdict
  members(session: Session, asked: Json): void
}

const UNREADABLE = [Close.DecodeError, 'Error while decoding payload.'] as const
const STRANGER = [Close.AuthenticationFailed, 'Authentication failed.'] as const
const TWICE = [Close.AlreadyAuthenticated, 'Already authenticated.'] as const

/** One WebSocket: it greets, counts heartbeats, and closes with the code that Discord would. */
export class Connection {
  readonly socket: WebSocket
  readonly #hall: Hall
  session: Session | null = null
  #beatAt = Date.now()
  #sends: number[] = []
  #watch: NodeJS.Timeout

  constructor(socket: WebSocket, hall: Hall) {
    this.socket = socket
    this.#hall = hall
    this.#watch = setInterval(() => this.#listenForHeart(), Math.max(20, hall.heartbeat / 4))
    this.#watch.unref()
    socket.on('message', data => this.#receive(String(data)))
    socket.on('close', () => clearInterval(this.#watch))
    this.send(Op.Hello, { heartbeat_interval: hall.heartbeat, _trace: [] })
  }

  send(op: number, d: unknown = null): void {
    this.socket.send(JSON.stringify({ op, d, s: null, t: null }))
  }

  /** A client that stays silent for one and a half intervals is let go. */
  #listenForHeart(): void {
    if (Date.now() - this.#beatAt > this.#hall.heartbeat * 1.5)
      this.socket.close(Close.SessionTimedOut, 'Session timed out.')
  }

  #receive(data: string): void {
    const verdict = this.#tooMuch(data) ?? this.#obey(data)
    if (verdict === 'invalid') this.send(Op.InvalidSession, false)
    else if (verdict) this.socket.close(...verdict)
  }

  #tooMuch(data: string): Verdict {
    const now = this.#hall.now()
    if (!this.#isDueBeat(data)) this.#sends = [...this.#sends.filter(at => at > now - SENDS_PER), now]
    if (this.#sends.length > MOST_SENDS) return [Close.RateLimited, 'You are being rate limited.']
    return Buffer.byteLength(data) > MOST_BYTES ? UNREADABLE : null
  }

  /** With the real interval two heartbeats fall in a minute; a test's shorter one must not use up the limit. */
  #isDueBeat(data: string): boolean {
    return parse(data)?.op === Op.Heartbeat && Date.now() - this.#beatAt >= this.#hall.heartbeat / 2
  }

  #obey(data: string): Verdict {
    const said = parse(data)
    if (!said) return UNREADABLE
    const d = (said.d ?? {}) as Json
    switch (said.op) {
      case Op.Heartbeat:
        this.#beatAt = Date.now()
        if (!this.#hall.silent) this.send(Op.HeartbeatAck)
        return null
      case Op.Identify:
        return this.#identify(d)
      case Op.Resume:
        return this.#resume(d)
    }
    if (!this.session) return [Close.NotAuthenticated, 'Not authenticated.']
    if (said.op === Op.RequestGuildMembers) this.#hall.members(this.session, d)
    else if (said.op !== Op.PresenceUpdate && said.op !== Op.VoiceStateUpdate)
      return [Close.UnknownOpcode, 'Unknown opcode.']
    return null
  }

  #identify(d: Json): Verdict {
    if (this.session) return TWICE
    if (d.token !== this.#hall.token()) return STRANGER
    const { intents, shard = [0, 1], properties } = d
    if (!properties || typeof properties !== 'object') return UNREADABLE
    if (JSON.stringify(shard) !== '[0,1]') return [Close.InvalidShard, 'Invalid shard.']
    if (typeof intents !== 'number' || intents < 0 || intents & ~KNOWN_INTENTS)
      return [Close.InvalidIntents, 'Invalid intent(s).']
    if (intents & PRIVILEGED_ALL & ~this.#hall.allowed()) return [Close.DisallowedIntents, 'Disallowed intent(s).']
    return this.#hall.identify(this, intents)
  }

  #resume(d: Json): Verdict {
    if (this.session) return TWICE
    if (d.token !== this.#hall.token()) return STRANGER
    return this.#hall.resume(this, String(d.session_id), Number(d.seq))
  }
}

function parse(data: string): { op: number; d?: unknown } | null {
  try {
    const said = JSON.parse(data)
    return typeof said?.op === 'number' ? said : null
  } catch {
    return null
  }
}

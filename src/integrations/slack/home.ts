import { createHash } from 'node:crypto'
import type { WebClient } from '@slack/web-api'
import { staffRooms } from '../../kernel/asking/room.ts'
import { mintAll } from '../../kernel/asking/token.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Room } from '../../kernel/ground/tables.ts'
import type { Overview } from '../../kernel/shapes/overview.ts'
import { slackError } from './client.ts'
import { BEGIN, drawHome, drawNoHome, FIRST, openRow } from './draw/home.ts'
import type { People } from './people.ts'

type Parts = { web: WebClient; db: Db; people: People; overview: () => Promise<Overview>; log: Log; now: () => Date }

/** A Home tab is redrawn at most this often, ms: an import changes a thousand orders in a second. */
const EVERY = 10_000
/** Whose tab was opened this lately is kept up to date, ms. */
const LATELY = 10 * 60_000

/**
 * The Home tabs of staff. Their buttons belong to a staff room that the reader is in: they act as if pressed there,
 * so somebody who leaves that room can't act any more.
 */
export function keepHomes(parts: Parts, every = EVERY) {
  const open = new Map<string, { at: number; shown: string }>()
  let next = 0
  let timer: NodeJS.Timeout | undefined

  const publish = async (user: string, overview: () => Promise<Overview>) => {
    const drawn = await draw(parts, user, overview)
    const shown = createHash('sha256').update(drawn.same).digest('base64')
    const last = open.get(user)
    if (last?.shown === shown) return
    await show(parts.web, user, drawn)
    open.set(user, { at: last?.at ?? performance.now(), shown })
  }

  const refresh = async () => {
    timer = undefined
    next = performance.now() + every
    for (const [user, { at }] of open) if (performance.now() - at > LATELY) open.delete(user)
    if (open.size === 0) return
    // Looked up by the first tab that shows it: a lookup that nobody waits for would fail unheard.
    let shared: Promise<Overview> | undefined
    const overview = () => {
      shared ??= parts.overview()
      return shared
    }
    for (const user of open.keys()) await publish(user, overview).catch(error => failed(parts.log, error))
  }

  return {
    /** Somebody looks at their tab. */
    async opened(user: string): Promise<void> {
      open.set(user, { at: performance.now(), shown: '' })
      await publish(user, parts.overview).catch(error => failed(parts.log, error))
    },
    /** Something changed; recent viewers see it soon. */
    changed(): void {
      if (open.size > 0) timer ??= setTimeout(refresh, Math.max(500, next - performance.now())).unref()
    },
    stop: () => clearTimeout(timer),
  }
}

/** The staff room whose rights this person has; null for anybody else. */
async function ownRoom({ db, people }: Pick<Parts, 'db' | 'people'>, user: string): Promise<Room | null> {
  if ((await people.names.get(user)).outside) return null
  const mine: Room[] = []
  for (const room of await staffRooms(db))
    if (room.chat === 'slack' && (await people.isIn(user, room.channel))) mine.push(room)
  return mine.find(room => room.purpose === 'orders') ?? mine[0] ?? null
}

async function draw(parts: Parts, user: string, wanted: () => Promise<Overview>) {
  const room = await ownRoom(parts, user)
  if (!room) return { same: 'none', view: drawNoHome(), bare: drawNoHome() }
  const overview = await wanted()
  const place = { roomId: room.id, messageId: 'home', now: parts.now() }
  const begin = await mintAll(parts.db, place, BEGIN)
  const open = await mintAll(parts.db, place, overview.rows.slice(0, FIRST).map(openRow))
  const home = { overview, begin, open, channel: room.channel, at: parts.now() }
  return { same: JSON.stringify([overview, room.id]), view: drawHome(home), bare: drawHome(home, false) }
}

async function show(web: WebClient, user: string, { view, bare }: Awaited<ReturnType<typeof draw>>): Promise<void> {
  await web.views.publish({ user_id: user, view }).catch(error => {
    if (slackError(error) !== 'invalid_arguments' && slackError(error) !== 'invalid_blocks') throw error
    return web.views.publish({ user_id: user, view: bare })
  })
}

function failed(log: Log, error: unknown): void {
  log.warn({ err: error }, 'a Home tab could not be drawn')
}

import { createHash } from 'node:crypto'
import type { types } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { staffRoomOf } from '../../kernel/asking/room.ts'
import { mintAll } from '../../kernel/asking/token.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Log } from '../../kernel/ground/log.ts'
import type { Room } from '../../kernel/ground/tables.ts'
import { keyedQueue } from '../../kernel/hearing/keyed-queue.ts'
import type { Chat } from '../../kernel/shapes/chat.ts'
import type { Overview } from '../../kernel/shapes/overview.ts'
import type { AskWork } from '../../kernel/shapes/work.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { slackError } from './client.ts'
import { BEGIN, drawHome, drawNoHome, drawSupplierHome, FIRST, openRow } from './draw/home.ts'
import { rich, richText } from './draw/words.ts'
import { drawTables, drawWork, openWork } from './draw/work.ts'
import type { HomeChoice } from './home-choice.ts'
import type { People } from './people.ts'

type Parts = {
  web: WebClient
  db: Db
  chat: Chat
  people: People
  overview: () => Promise<Overview>
  work: AskWork
  /** The rooms in which somebody acts for a supplier. */
  actsIn: (user: string) => Promise<readonly Room[]>
  log: Log
  now: () => Date
}

/** A Home tab is redrawn at most this often, ms: an import changes a thousand orders in a second. */
const EVERY = 10_000
/** Whose tab was opened this lately is kept up to date, ms. */
const LATELY = 10 * 60_000

/**
 * The Home tabs of staff and of suppliers' contacts. Their buttons belong to a room that the reader is in: they act as
 * if pressed there, so somebody who leaves that room can't act any more.
 */
export function keepHomes(parts: Parts, every = EVERY) {
  const open = new Map<string, { at: number; shown: string; choice: HomeChoice }>()
  // Of two that are on their way at once Slack would show whichever comes last.
  const turns = keyedQueue()
  let next = 0
  let timer: NodeJS.Timeout | undefined

  const publish = (user: string, overview: () => Promise<Overview>) =>
    turns.after(user, async () => {
      const tab = open.get(user)
      if (!tab) return
      const drawn = await draw(parts, user, tab.choice, overview)
      const shown = createHash('sha256').update(drawn.same).digest('base64')
      // Somebody who has chosen otherwise since is shown that, in the next turn.
      if (tab.shown === shown || open.get(user) !== tab) return
      await show(parts.web, user, drawn)
      tab.shown = shown
    })

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
    /** Somebody looks at their tab, or chose what it is to show. */
    async opened(user: string, choice: HomeChoice): Promise<void> {
      open.set(user, { at: performance.now(), shown: '', choice })
      await publish(user, parts.overview).catch(error => failed(parts.log, error))
    },
    /** Something changed; recent viewers see it soon. */
    changed(): void {
      if (open.size > 0) timer ??= setTimeout(refresh, Math.max(500, next - performance.now())).unref()
    },
    stop: () => clearTimeout(timer),
  }
}

type Drawn = { same: string; view: types.HomeView; bare: types.HomeView }

async function draw(parts: Parts, user: string, choice: HomeChoice, wanted: () => Promise<Overview>): Promise<Drawn> {
  const { outside, name } = await parts.people.names.get(user)
  const staffRoom = outside ? null : await staffRoomOf(parts.db, parts.chat, user)
  if (staffRoom) return drawStaff(parts, { user, name, room: staffRoom }, choice, wanted)
  const rooms: Room[] = []
  for (const room of await parts.actsIn(user)) if (await parts.people.isIn(user, room.channel)) rooms.push(room)
  const room = rooms.find(({ channel }) => channel === choice.room) ?? rooms[0]
  if (!room) return { same: 'none', view: drawNoHome(), bare: drawNoHome() }
  const own: HomeChoice = { ...choice, table: 'purchase-orders' }
  const { blocks, same } = await drawTable(parts, { user, name, room }, own)
  const view = drawSupplierHome({ rooms, room, work: blocks, choice: own, at: parts.now() })
  return { same: JSON.stringify([same, rooms]), view, bare: view }
}

type Reader = { user: string; name: string; room: Room }

async function drawStaff(parts: Parts, reader: Reader, choice: HomeChoice, wanted: () => Promise<Overview>) {
  const { room } = reader
  const overview = await wanted()
  const begin = await mintAll(parts.db, placeIn(parts, room), BEGIN)
  const rows = choice.table ? [] : overview.rows.slice(0, FIRST)
  const open = await mintAll(parts.db, placeIn(parts, room), rows.map(openRow))
  const { blocks, same } = choice.table ? await drawTable(parts, reader, choice) : { blocks: [], same: '' }
  const work = [...drawTables(choice.table), ...blocks]
  const home = { overview, begin, open, work, choice, channel: room.channel, at: parts.now() }
  return { same: JSON.stringify([overview, room.id, same]), view: drawHome(home), bare: drawHome(home, false) }
}

/** The rows of the table that was chosen, or why it can't be shown. */
async function drawTable(parts: Parts, { user, name, room }: Reader, { table = 'orders', asked }: HomeChoice) {
  const speaker = { chat: parts.chat.name, user, name, channel: room.channel, roles: [] }
  try {
    const page = await parts.work(speaker, table, asked)
    const open = await mintAll(
      parts.db,
      placeIn(parts, room),
      page.rows.map(row => openWork(table, row)),
    )
    return { blocks: drawWork(page, open), same: JSON.stringify(page) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { blocks: rich([richText(error.message, 300)]), same: error.message }
  }
}

/** The tab's buttons work in that room alone. */
const placeIn = (parts: Parts, room: Room) => ({ roomId: room.id, messageId: `home ${room.id}`, now: parts.now() })

async function show(web: WebClient, user: string, { view, bare }: Drawn): Promise<void> {
  await web.views.publish({ user_id: user, view }).catch(error => {
    if (slackError(error) !== 'invalid_arguments' && slackError(error) !== 'invalid_blocks') throw error
    return web.views.publish({ user_id: user, view: bare })
  })
}

function failed(log: Log, error: unknown): void {
  log.warn({ err: error }, 'a Home tab could not be drawn')
}

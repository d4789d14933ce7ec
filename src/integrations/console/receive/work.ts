import { type Context, Hono } from 'hono'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import type { Html } from '../../../kernel/pages/phrase.ts'
import { readForm } from '../../../kernel/pages/read-form.ts'
import { type AskWork, WORK_TABLES, type WorkTable } from '../../../kernel/shapes/work.ts'
import { isId } from '../../../kernel/words/id.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { readClock } from '../clock.ts'
import { drawWorkspace } from '../draw/page.ts'
import { drawNoWork, drawWork } from '../draw/work.ts'
import { home, roomPath } from '../paths.ts'
import { askAndDraw, drawAnswerFor, onceOf, speakerOf } from './commands-and-presses.ts'
import { type Showing, sidebarOf } from './show.ts'
import { isVisit } from './visit.ts'
import { type Known, noRoom, roomOf } from './who.ts'

export type Working = Showing & { db: Db; desk: Desk; work: AskWork }

/** What a row of a table opens, and the argument that it is. */
const OPENS: Readonly<Record<WorkTable, { command: string; arg: string }>> = {
  orders: { command: 'order.show', arg: 'order' },
  'purchase-orders': { command: 'po.show', arg: 'purchaseOrder' },
  cases: { command: 'case.show', arg: 'case' },
  credits: { command: 'case.show', arg: 'case' },
}
/** What staff do to chosen rows: one command with all of them in its argument. */
const ACTS: Readonly<
  Partial<Record<WorkTable, readonly { name: string; label: string; command: string; arg: string }[]>>
> = {
  orders: [{ name: 'forward', label: 'Forward the chosen', command: 'order.forward', arg: 'order' }],
}

/** The work page of a room: its tables, their rows, and what is done to many of them. */
export function working(house: Working): Hono<Known> {
  const app = new Hono<Known>()
  app.get('/:room/work/:table', c => showTable(house, c))
  app.get('/:room/work/:table/rows/:id', async c => {
    const table = tableOf(c)
    const id = c.req.param('id')
    if (!table || !isId(id)) return c.notFound()
    // Opened in a window of its own it has no page around it: the room shows what its address cannot.
    if (isVisit(c)) return c.redirect(`${roomPath(c.var.person, c.req.param('room'))}/work/${table}`)
    const { command, arg } = OPENS[table]
    return askAndDraw(c, speaker => house.desk.asked(speaker, command, { [arg]: id }))
  })
  app.post('/:room/work/:table/act', async c => {
    const table = tableOf(c)
    const { row = [], act } = await readForm(c, { all: true })
    const chosen = table && ACTS[table]?.find(({ name }) => name === act)
    if (!chosen) return c.notFound()
    const ids = [row].flat().filter(one => typeof one === 'string' && isId(one))
    if (ids.length === 0) return drawAnswerFor(c, { kind: 'refused', text: 'Choose at least one row first.' })
    return askAndDraw(c, speaker =>
      house.desk.asked(speaker, chosen.command, { [chosen.arg]: ids.join(' ') }, onceOf(c)),
    )
  })
  return app
}

async function showTable(house: Working, c: Context<Known>): Promise<Response> {
  const table = tableOf(c)
  const [room, speaker] = [roomOf(c), speakerOf(c)]
  if (!table) return c.notFound()
  if (!room || !speaker) return noRoom(c)
  const { person } = c.var
  const asked = c.req.query()
  try {
    const page = await house.work(speaker, table, asked)
    const acts = person.staff ? (ACTS[table] ?? []) : []
    return await drawAround(house, c, drawWork({ room, person, table, page, asked, acts }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return drawAround(house, c, drawNoWork({ room, person, table }, error.message))
  }
}

async function drawAround({ db, assets }: Working, c: Context<Known>, main: Html): Promise<Response> {
  const data = { home: home(c.var.person), room: '', revision: await readClock(db) }
  const side = await sidebarOf(db, c, null)
  const skip = { to: 'scroll', words: 'Skip to the table' }
  return c.html(drawWorkspace({ title: 'Work', assets, side, data, main, thread: null, skip }))
}

function tableOf(c: Context): WorkTable | undefined {
  return WORK_TABLES.find(table => table === c.req.param('table'))
}

import { type Context, Hono } from 'hono'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import type { FirstSteps } from '../../../kernel/shapes/first-steps.ts'
import { readClock } from '../clock.ts'
import { drawWorkspace } from '../draw/page.ts'
import { START } from '../draw/sidebar.ts'
import { drawWelcome } from '../draw/welcome.ts'
import { home, welcomePath } from '../paths.ts'
import { type Showing, sidebarOf } from './show.ts'
import { type Known, remember } from './who.ts'

export type Welcoming = Showing & { desk: Desk; firstSteps: () => Promise<FirstSteps> }

/** The first page of the staff. */
export function welcoming(house: Welcoming): Hono<Known> {
  const app = new Hono<Known>()
  app.use('*', async (c, next) => (c.var.person.staff ? next() : c.redirect(home(c.var.person))))
  app.get('/', c => show(house, c))
  app.post('/remove-sample', async c => {
    const { user, name } = c.var.person
    const speaker = { chat: 'console', user, name, channel: 'orders', roles: [] }
    const answer = await house.desk.asked(speaker, 'store.remove-sample', {})
    return answer.kind === 'refused' ? show(house, c, answer.text) : c.redirect(welcomePath(c.var.person), 303)
  })
  return app
}

async function show(house: Welcoming, c: Context<Known>, wrong?: string): Promise<Response> {
  const { person, visit } = c.var
  remember(c, person)
  const steps = await house.firstSteps()
  const given = { person, steps, canBeFirst: visit.canBeFirst, ...(wrong && { wrong }) }
  const data = { home: home(person), room: '', revision: await readClock(house.db) }
  const side = await sidebarOf(house.db, c, START)
  const skip = { to: 'scroll', words: 'Skip to the first steps' }
  const page = { title: 'Welcome', assets: house.assets, side, data, main: drawWelcome(given), thread: null, skip }
  return c.html(drawWorkspace(page), wrong ? 409 : 200)
}

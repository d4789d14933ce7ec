import { type Context, Hono } from 'hono'
import { readForm } from '../../../kernel/pages/read-form.ts'
import { Refusal } from '../../../kernel/words/refusal.ts'
import { drawFirst, drawJoin, drawUsedLink } from '../draw/login.ts'
import type { SignIn, Visiting } from './visit.ts'

type Joining = SignIn & { assets: string }

/** An invitation is swapped for a password that its person chooses. To look at it uses nothing up. */
export function joining({ accounts, sessions, assets }: Joining): Hono {
  const app = new Hono()
  app.get('/join/:key', async c => {
    const name = await accounts.invited(c.req.param('key'))
    return name === null ? c.html(drawUsedLink(assets), 410) : c.html(drawJoin(assets, { name }))
  })
  app.post('/join/:key', async c => {
    const key = c.req.param('key')
    const name = await accounts.invited(key)
    if (name === null) return c.html(drawUsedLink(assets), 410)
    const { password } = await fieldsOf(c)
    return trying(
      async () => {
        const user = await accounts.join(key, password)
        await sessions.endAllOf(user)
        await sessions.begin(c, user)
        return c.redirect('/', 303)
      },
      wrong => c.html(drawJoin(assets, { name, wrong }), 422),
    )
  })
  return app
}

/** The first of the staff chooses a name and a password; everybody signs in by name from then on. */
export function joiningFirst({ accounts, sessions, assets }: Joining): Hono<Visiting> {
  const app = new Hono<Visiting>()
  app.use('*', async (c, next) => (c.var.visit.canBeFirst ? next() : c.redirect('/')))
  app.get('/', c => c.html(drawFirst(assets, { name: '' })))
  app.post('/', async c => {
    const { name, password } = await fieldsOf(c)
    return trying(
      async () => {
        await sessions.begin(c, await accounts.joinFirst(name, password))
        return c.redirect('/', 303)
      },
      wrong => c.html(drawFirst(assets, { name, wrong }), 422),
    )
  })
  return app
}

async function fieldsOf(c: Context): Promise<{ name: string; password: string }> {
  const { name, password } = await readForm(c)
  return { name: typeof name === 'string' ? name.trim() : '', password: typeof password === 'string' ? password : '' }
}

async function trying(work: () => Promise<Response>, refused: (wrong: string) => Response | Promise<Response>) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message)
    throw error
  }
}

import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { FindPicture } from '../../kernel/connecting/integration.ts'
import type { Db } from '../../kernel/ground/db.ts'
import type { Desk } from '../../kernel/hearing/desk.ts'
import type { Inbox } from '../../kernel/hearing/inbox.ts'
import { SHARED, servingAssets } from '../../kernel/pages/assets.ts'
import type { Accounts } from '../../kernel/shapes/accounts.ts'
import type { FirstSteps } from '../../kernel/shapes/first-steps.ts'
import type { Importer } from '../../kernel/shapes/importer.ts'
import type { AskWork } from '../../kernel/shapes/work.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { servingFiles } from './files.ts'
import { lending, remembering } from './lending.ts'
import { AS, home, roomPath } from './paths.ts'
import type { People } from './people.ts'
import { type ConsoleChat, consoleChat } from './post.ts'
import { pulse } from './pulse.ts'
import { reading } from './receive/commands-and-presses.ts'
import { importing } from './receive/import.ts'
import { joining, joiningFirst } from './receive/join.ts'
import { living } from './receive/live.ts'
import { loggingIn } from './receive/login.ts'
import { type Parking, parking } from './receive/parking.ts'
import { knownHost, sameOrigin, securityHeaders } from './receive/security.ts'
import { openSessions } from './receive/sessions.ts'
import { showing, showingNowhere } from './receive/show.ts'
import { saying } from './receive/thread-messages.ts'
import { admitting, type Visiting } from './receive/visit.ts'
import { welcoming } from './receive/welcome.ts'
import { identify, type Known, startVisit } from './receive/who.ts'
import { working } from './receive/work.ts'

export type { ConsolePerson } from './people.ts'

export type ConsoleOptions = {
  db: Db
  desk: Desk
  /** Where what people write in threads goes. */
  inbox: () => Pick<Inbox, 'receive' | 'answered'>
  importer: Importer
  /** Everybody one can be, asked for each request. */
  people: People
  /** Demanded before anything is shown, until people sign in by name; null on loopback, where it is asked for nothing. */
  secret: string | null
  /** Who signs in by name; left out where nobody does. */
  accounts?: Accounts
  /** Addresses and ranges of the proxies that are believed. */
  proxies?: readonly string[]
  now?: () => Date
  /** How far the shop is with its set-up. */
  firstSteps?: () => Promise<FirstSteps>
  /** The only names this console answers to, without port: `localhost`, `127.0.0.1`, `[::1]`. Null = any. */
  hosts: readonly string[] | null
  /** What the work page shows; without it there is none. */
  work?: AskWork
  /** Names of the stores that a file can be of. */
  stores?: () => Promise<readonly string[]>
  /** Pictures of products; without it there are none. */
  pictures?: FindPicture
  /** Called with what went wrong on our side. */
  onError?: (error: unknown) => void
}

export type Console = {
  chat: ConsoleChat
  /** Answers every address that nobody before it did: mount it last. */
  app: Hono
  /** Ends the live streams, so that the server can stop. */
  close(): void
}

/** A form may hold files: what one field takes of them, and room for words. */
const long = bodyLimit({
  maxSize: 32 * 1_024 * 1_024,
  onError: c => c.text('These files are too large: at most 8 MB each, and 24 MB together.', 413),
})

/** Anything but a file is short. */
const short = bodyLimit({
  maxSize: 256 * 1_024,
  onError: c => c.text('That is too long. Make it shorter.', 413),
})

const NO_ACCOUNTS: Accounts = {
  areNeeded: async () => false,
  check: async () => null,
  invited: async () => null,
  join: () => Promise.reject(new Refusal('Nobody signs in by name here.')),
  joinFirst: () => Promise.reject(new Refusal('Nobody signs in by name here.')),
}
const NO_STEPS: FirstSteps = { sample: false, stores: 0, suppliers: 0, people: false }
const NO_PICTURES: FindPicture = async () => null
const noWork: AskWork = () => Promise.reject(new Refusal('There are no tables here.'))

/** The chat that is built in: rooms, cards, forms and a command box in a browser. */
export function connectConsole(options: ConsoleOptions): Console {
  const { db, people, secret, stores = async () => [], work = noWork, onError = () => {} } = options
  const { accounts = NO_ACCOUNTS, firstSteps = async () => NO_STEPS, proxies = [], now = () => new Date() } = options
  const beat = pulse()
  const { app: files, assets } = servingAssets({
    folders: [SHARED, new URL('./browser/', import.meta.url)],
    files: { 'htmx.js': fileURLToPath(import.meta.resolve('htmx.org/dist/htmx.esm.js')) },
    at: '/assets',
  })
  const parked = parking()
  const house = { ...options, parking: parked, pulse: beat, assets, stores, work, firstSteps, onError }

  const app = new Hono<Visiting>()
  app.use('*', securityHeaders, knownHost(options.hosts), sameOrigin)
  app.route('/', files)
  const door = { accounts, secret, sessions: openSessions(db, secret, now), people, assets, proxies }
  app.use('/login', short).use('/join/*', short).use('/first', short)
  app.route('/', loggingIn(door)).route('/', joining(door)).use('*', admitting(door))
  app.route('/first', joiningFirst(door))
  app.get('/', c => startVisit(c, people))
  app.route(AS, personal(house))
  app.notFound(c => c.text('There is nothing at this address.', 404))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    onError(error)
    return c.text('Something went wrong on our side; it was recorded. Try again in a moment.', 500)
  })
  // What is mounted above us knows nothing of visits.
  const root = new Hono().route('/', app)
  return { chat: consoleChat({ db, people, pulse: beat, parking: parked }), app: root, close: beat.close }
}

type House = { parking: Parking } & Pick<ConsoleOptions, 'pictures'> &
  Parameters<typeof importing>[0] &
  Parameters<typeof living>[0] &
  Parameters<typeof saying>[0] &
  Parameters<typeof welcoming>[0] &
  Parameters<typeof working>[0]

/** All that one sees and does as somebody. */
function personal(house: House): Hono<Known> {
  const app = new Hono<Known>()
  app.use('*', identify(house.db, house.people))
  app.get('/', c => {
    const [first] = c.var.rooms
    return first ? c.redirect(roomPath(c.var.person, first.id)) : c.redirect(`${home(c.var.person)}/nowhere`)
  })
  app.get('/nowhere', showingNowhere(house))
  app.route('/', living(house))
  app.route('/import', importing(house)).route('/welcome', welcoming(house))
  app.use('*', remembering(house.db, lending()))
  app.route('/rooms', servingFiles(house.db, house.pictures ?? NO_PICTURES))
  app.use('*', (c, next) => (/\/(submit|say)$/.test(c.req.path) ? long : short)(c, next))
  app.route('/rooms', working(house))
  app.route('/rooms', reading(house.desk, house.parking)).route('/rooms', saying(house)).route('/rooms', showing(house))
  return app
}

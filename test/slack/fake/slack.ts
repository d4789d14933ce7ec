import { type App, type AppOptions, installed } from './app.ts'
import type { Channel } from './channels.ts'
import { Clock, slackTiming, type Timing } from './clock.ts'
import { Deliveries, type Delivery } from './deliveries.ts'
import { Events } from './events.ts'
import { Faults } from './faults.ts'
import { Files } from './files.ts'
import { HttpDelivery } from './http-delivery.ts'
import { type Call, type Failure, Journal } from './journal.ts'
import { Limits } from './limits.ts'
import { Person } from './person.ts'
import { ResponseUrls } from './response-urls.ts'
import { type RoomOptions, Rooms } from './rooms.ts'
import { SlackServer } from './server.ts'
import { Sockets } from './sockets.ts'
import { Triggers } from './triggers.ts'
import { type User, userObject } from './users.ts'
import { Views } from './views.ts'
import { Workspace } from './workspace.ts'
import type { World } from './world.ts'

export type SlackOptions = { timing?: Partial<Timing>; app?: AppOptions }

/**
 * A Slack of our own on loopback: the Web API, Socket Mode and HTTP deliveries, and people who use it.
 *
 *     const slack = await startSlack({ timing: brisk })
 *     // SLACK_API_URL = slack.apiUrl, tokens and secret in slack.app; for HTTP: await slack.useHttp(url)
 *     const anna = slack.person('anna')
 *     const ops = slack.channel('ops', { members: [anna] })
 *     await anna.command(ops, '/order forward 1042')
 *     const card = await anna.reads(ops, /1042/)
 *     await anna.presses(card, 'Decline')
 *     await anna.seesModal(/Why/)
 *     await anna.submits({ Reason: 'Out of stock' })
 *     expect(slack.failures).toEqual([])
 *     await slack.close()
 */
export class FakeSlack {
  readonly app: App
  readonly clock: Clock
  readonly timing: Timing
  readonly workspace: Workspace
  readonly faults: Faults
  readonly files: Files
  readonly sockets: Sockets
  readonly rooms: Rooms
  readonly #world: World
  readonly #server: SlackServer
  readonly #people = new Map<string, Person>()

  constructor(options: SlackOptions = {}) {
    const clock = new Clock()
    const timing = { ...slackTiming, ...options.timing }
    const app = installed(options.app)
    const workspace = new Workspace(clock)
    const journal = new Journal(clock)
    const faults = new Faults()
    const sockets = new Sockets(clock, timing, faults, journal, workspace.appId)
    const deliveries = new Deliveries(clock, timing, faults, sockets)
    const files = new Files(clock, timing, workspace)
    this.#world = {
      ...{ clock, timing, app, workspace, journal, faults, sockets, deliveries, origin: '' },
      files,
      limits: new Limits(clock, timing),
      views: new Views(),
      triggers: new Triggers(clock, timing),
      responseUrls: new ResponseUrls(clock, timing, workspace, files),
      events: new Events(clock, timing, app, workspace, deliveries),
    }
    this.#server = new SlackServer(this.#world)
    this.app = app
    this.clock = clock
    this.timing = timing
    this.workspace = workspace
    this.faults = faults
    this.files = files
    this.sockets = sockets
    this.rooms = new Rooms(this.#world)
  }

  /** What `slackApiUrl` and SLACK_API_URL take. */
  get apiUrl(): string {
    return `${this.#world.origin}/api/`
  }

  /** Somebody with this name; the same again for the same name. */
  person(name: string, given: Partial<User> = {}): Person {
    const known = this.#people.get(name)
    if (known) return known
    const person = new Person(this.#world, this.workspace.addUser({ ...given, name }))
    this.#people.set(name, person)
    return person
  }

  /** Somebody changes their name, zone or language, or leaves the company. */
  changes(person: Person, given: Partial<User>): Delivery | null {
    Object.assign(person.user, given, { updated: Math.floor(this.clock.now() / 1000) })
    const user = userObject(person.user, { locale: true, email: false })
    return this.#world.events.emit({ type: 'user_change', user, cache_ts: person.user.updated })
  }

  /** The app is removed from the workspace: its tokens are worth nothing from here on. */
  uninstall(): void {
    this.#world.events.emit({ type: 'app_uninstalled' })
    this.#world.events.emit({ type: 'tokens_revoked', tokens: { oauth: [], bot: [this.workspace.botUser.id] } })
    this.app.revoked = true
  }

  /** Somebody's own token for the app is revoked; the bot's is as good as before. */
  revokesTokenOf(person: Person): void {
    this.#world.events.emit({ type: 'tokens_revoked', tokens: { oauth: [person.id], bot: [] } })
  }

  channel(name: string, options?: RoomOptions): Channel {
    return this.rooms.add(name, options)
  }

  /** From here on everything goes to this address, signed, as with Socket Mode switched off. */
  async useHttp(url: string): Promise<void> {
    const http = new HttpDelivery(url, this.app, this.clock, this.timing)
    if (!(await http.verify())) throw new Error(`${url} did not return the challenge`)
    this.#world.deliveries.carrier = http
  }

  /** Everything handed to the app. */
  get deliveries(): readonly Delivery[] {
    return this.#world.deliveries.all
  }

  get unacked(): readonly Delivery[] {
    return this.#world.deliveries.unacked
  }

  /** Every Web API call, refused ones too; those of one method where it is named. */
  calls(method?: string): readonly Call[] {
    return this.#world.journal.calls.filter(call => method === undefined || call.method === method)
  }

  /** The next call of a method that fits, as soon as it is done. */
  nextCall(method: string, fits: (args: Call['args']) => boolean): Promise<Call> {
    const { listeners } = this.#world.journal
    return new Promise(heard => {
      const listener = (call: Call) => {
        if (call.method !== method || call.error !== null || !fits(call.args)) return
        listeners.delete(listener)
        heard(call)
      }
      listeners.add(listener)
    })
  }

  /** What people saw go wrong. */
  get failures(): readonly Failure[] {
    return this.#world.journal.failures
  }

  /** What Slack bears with and an app should not do. */
  get complaints(): readonly string[] {
    return this.#world.journal.complaints
  }

  /** Refuses every connection until `up`; what stands is cut. */
  async down(): Promise<void> {
    await this.#server.down()
  }

  async up(): Promise<void> {
    await this.#server.up()
  }

  async close(): Promise<void> {
    this.#world.events.stop()
    this.sockets.close()
    await this.#server.down()
  }
}

export async function startSlack(options: SlackOptions = {}): Promise<FakeSlack> {
  const slack = new FakeSlack(options)
  await slack.up()
  return slack
}

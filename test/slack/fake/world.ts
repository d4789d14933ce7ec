import type { App } from './app.ts'
import type { Clock, Timing } from './clock.ts'
import type { Deliveries } from './deliveries.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { Files } from './files.ts'
import type { Journal } from './journal.ts'
import type { Limits } from './limits.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Sockets } from './sockets.ts'
import type { Triggers } from './triggers.ts'
import type { Views } from './views.ts'
import type { Workspace } from './workspace.ts'

/** The parts of one fake Slack, as its methods and people reach them. */
export type World = {
  clock: Clock
  timing: Timing
  app: App
  workspace: Workspace
  journal: Journal
  limits: Limits
  faults: Faults
  files: Files
  views: Views
  triggers: Triggers
  responseUrls: ResponseUrls
  sockets: Sockets
  deliveries: Deliveries
  events: Events
  /** `http://127.0.0.1:port`, known once the server listens. */
  origin: string
}

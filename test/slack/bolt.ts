import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, type Logger, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { FakeSlack } from './fake/slack.ts'

export type Bolt = { app: App; receivers: SocketModeReceiver[]; stop(): Promise<void> }

/** Refusals are what these tests look for: nobody needs to read them in the log as well. */
const quiet = (): void => {}
export const silent: Logger = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  setLevel: quiet,
  getLevel: () => LogLevel.ERROR,
  setName: quiet,
}

export const clientOf = (slack: FakeSlack, token = slack.app.botToken): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })

function appOf(slack: FakeSlack, receiver: Receiver, ready: (app: App) => void): App {
  const app = new App({
    receiver,
    token: slack.app.botToken,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: silent,
    convoStore: false,
    deferInitialization: true,
  })
  ready(app)
  return app
}

/** A real Bolt App over as many sockets as wanted. */
export async function boltOnSockets(slack: FakeSlack, ready: (app: App) => void, sockets = 1): Promise<Bolt> {
  const receivers = Array.from(
    { length: sockets },
    () =>
      new SocketModeReceiver({
        appToken: slack.app.appToken,
        logger: silent,
        installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
      }),
  )
  const receiver: Receiver = {
    init: app => {
      for (const one of receivers) one.init(app)
    },
    start: () => Promise.all(receivers.map(one => one.start())),
    stop: () => Promise.all(receivers.map(one => one.client.disconnect())),
  }
  const app = appOf(slack, receiver, ready)
  await app.init()
  await app.start()
  return { app, receivers, stop: async () => void (await app.stop()) }
}

/** A real Bolt App behind an HTTP server of its own. */
export async function boltOnHttp(slack: FakeSlack, ready: (app: App) => void): Promise<Bolt & { url: string }> {
  const receiver = new HTTPReceiver({
    signingSecret: slack.app.signingSecret,
    logger: silent,
    endpoints: ['/slack/events'],
  })
  const app = appOf(slack, receiver, ready)
  await app.init()
  const server: Server = createServer((request, response) => receiver.requestListener(request, response))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  await slack.useHttp(url)
  const stop = async () => {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  }
  return { app, receivers: [], url, stop }
}

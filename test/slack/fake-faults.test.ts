import type { App } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach, expect, test } from 'vitest'
import { until } from '../stage/until.ts'
import { type Bolt, boltOnHttp, boltOnSockets, clientOf, silent } from './bolt.ts'
import { brisk } from './fake/clock.ts'
import { signed } from './fake/http-delivery.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'

let slack: FakeSlack
let bolt: Bolt | undefined
afterEach(async () => {
  await bolt?.stop()
  bolt = undefined
  await slack.close()
})

function counting(heard: string[]) {
  return (app: App): void => {
    app.command('/order', async ({ ack, command }) => {
      await ack()
      heard.push(command.text)
    })
    app.event('app_mention', async ({ event, context }) => {
      heard.push(
        `${event.text.split(' ').at(-1)}${context.retryNum ? ` retry ${context.retryNum} ${context.retryReason}` : ''}`,
      )
    })
  }
}

test('calls fail as ordered: limited, broken, lost before and after', async () => {
  slack = await startSlack({ timing: brisk })
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  const web = new WebClient(slack.app.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 200,
    logger: silent,
  })
  const post = (text: string) =>
    web.chat.postMessage({ channel: ops.id, text }).then(
      () => 'posted',
      error => error.constructor.name,
    )
  const order = (effect: Parameters<FakeSlack['faults']['call']>[1]) => slack.faults.call('chat.postMessage', effect)
  order({ kind: 'rate_limited', retryAfter: 7 })
  expect(await post('limited')).toBe('WebAPIRateLimitedError')
  order({ kind: 'status', status: 500 })
  expect(await post('broken')).toBe('WebAPIHTTPError')
  order({ kind: 'request_lost', how: 'silence' })
  expect(await post('never came')).toBe('WebAPIRequestError')
  order({ kind: 'answer_lost', how: 'silence' })
  expect(await post('came in silence')).toBe('WebAPIRequestError')
  order({ kind: 'answer_lost', how: 'cut' })
  expect(await post('came and was cut')).toBe('WebAPIRequestError')
  order({ kind: 'answer_broken', status: 502 })
  expect(await post('came and broke')).toBe('WebAPIHTTPError')
  slack.faults.call(
    'chat.postMessage',
    { kind: 'error', error: 'internal_error' },
    { when: args => args.text === 'this one' },
  )
  expect(await post('another')).toBe('posted')
  expect(await post('this one')).toBe('WebAPIPlatformError')
  expect(anna.sees(ops).map(seen => seen.text)).toEqual([
    'came in silence',
    'came and was cut',
    'came and broke',
    'another',
  ])
})

test('each envelope goes to one of two sockets; a renewed one leaves the other at work', async () => {
  const heard: string[] = []
  slack = await startSlack({ timing: brisk })
  bolt = await boltOnSockets(slack, counting(heard), 2)
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  expect(slack.sockets.live).toEqual([1, 2])
  await anna.types(ops, '/order 1')
  await anna.types(ops, '/order 2')
  expect(slack.deliveries.map(({ attempts }) => attempts[0]?.via)).toEqual(['socket 1', 'socket 2'])
  slack.sockets.refresh(1)
  await until(() => !slack.sockets.live.includes(1))
  expect(await anna.types(ops, '/order 3')).toMatchObject({ failure: null })
  slack.faults.delivery(/order/, { kind: 'duplicate', after: 10 })
  await anna.types(ops, '/order 4')
  await until(() => heard.length === 5)
  expect(heard).toEqual(['1', '2', '3', '4', '4'])
  expect(new Set(slack.deliveries.at(-1)?.attempts.map(({ envelope }) => envelope)).size).toBe(1)
  expect(slack.complaints).toEqual([])
})

test('a socket can be cut before it says hello, before the acknowledgement and after', async () => {
  const heard: string[] = []
  slack = await startSlack({ timing: { ...brisk, ack: 300 } })
  bolt = await boltOnSockets(slack, counting(heard), 2)
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  slack.faults.cut('before_ack')
  expect((await anna.types(ops, '/order 1')).failure?.code).toBe('operation_timeout')
  expect(heard).toEqual(['1'])
  slack.faults.cut('after_ack')
  expect((await anna.types(ops, '/order 2')).failure).toBeNull()
  await until(() => slack.sockets.live.length === 0)
  expect((await anna.types(ops, '/order 3')).failure?.code).toBe('dispatch_failed')
})

test('an address is good for one socket, and an app for ten', async () => {
  slack = await startSlack({ timing: brisk })
  const web = clientOf(slack, slack.app.appToken)
  const address = async () => (await web.apps.connections.open({})).url ?? ''
  const frames: string[] = []
  const connect = (url: string) =>
    new Promise<string>(done => {
      const socket = new WebSocket(url)
      socket.onmessage = ({ data }) => {
        const { type, reason } = JSON.parse(data)
        frames.push(reason ?? type)
        done(reason ?? type)
      }
      socket.onerror = () => done('refused')
    })
  const url = await address()
  expect(await connect(url)).toBe('hello')
  expect(await connect(url)).toBe('refused')
  slack.faults.cut('during_hello')
  expect(await connect(await address())).toBe('refused')
  for (let number = 2; number <= 10; number++) expect(await connect(await address())).toBe('hello')
  expect(await connect(await address())).toBe('too_many_websockets')
  slack.sockets.disconnect('link_disabled')
  await until(() => slack.sockets.live.length === 0 && frames.filter(frame => frame === 'link_disabled').length >= 10)
})

test('events come again until they are acknowledged, and say why', async () => {
  const heard: string[] = []
  slack = await startSlack({ timing: { ...brisk, ack: 200 } })
  bolt = await boltOnSockets(slack, counting(heard))
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  slack.faults.delivery(/app_mention/, { kind: 'lost' })
  const { delivery } = anna.says(ops, '@waybill one')
  await until(() => heard.length === 1)
  expect(heard).toEqual(['one retry 1 timeout'])
  await until(() => delivery?.acked)
})

test('over HTTP: signed, and again with its headers after an error', async () => {
  const heard: string[] = []
  slack = await startSlack({ timing: brisk })
  const http = await boltOnHttp(slack, counting(heard))
  bolt = http
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  await anna.types(ops, '/order 1 & <2>')
  expect(heard).toEqual(['1 &amp; &lt;2&gt;'])
  const secret = slack.app.signingSecret
  slack.app.signingSecret = 'another'
  expect((await anna.types(ops, '/order 2')).failure?.code).toBe('dispatch_failed')
  anna.says(ops, '@waybill later')
  await until(() => slack.deliveries.at(-1)?.attempts[0]?.outcome === 'status')
  slack.app.signingSecret = secret
  await until(() => heard.length === 2)
  expect(heard[1]).toMatch(/later retry \d http_error/)
})

test('what is delivered late comes all the same, and a request signed long ago is refused', async () => {
  const heard: string[] = []
  slack = await startSlack({ timing: { ...brisk, ack: 200 } })
  const http = await boltOnHttp(slack, counting(heard))
  bolt = http
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  slack.faults.delivery(/order/, { kind: 'late', ms: 50 })
  expect((await anna.types(ops, '/order soon')).ms).toBeGreaterThanOrEqual(50)
  slack.faults.delivery(/order/, { kind: 'late', ms: 300 })
  expect((await anna.types(ops, '/order late')).failure?.code).toBe('operation_timeout')
  await until(() => heard.includes('late'))
  const body = 'command=/order&text=replayed'
  const stamp = signed(slack.app.signingSecret, Math.floor(Date.now() / 1000) - 600, body)
  const replayed = await fetch(http.url, { method: 'POST', headers: { 'content-type': 'text/plain', ...stamp }, body })
  expect(replayed.status).toBe(401)
})

test('Slack may be down for a while', async () => {
  slack = await startSlack({ timing: brisk })
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  const post = () =>
    clientOf(slack)
      .chat.postMessage({ channel: ops.id, text: 'x' })
      .then(
        () => 'posted',
        error => error.constructor.name,
      )
  await slack.down()
  expect(await post()).toBe('WebAPIRequestError')
  await slack.up()
  expect(await post()).toBe('posted')
})

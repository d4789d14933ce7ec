import { beforeEach, expect, test } from 'vitest'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import { signed } from './fake/http-delivery.ts'

const shop = aSlackShop({ mode: 'HTTP' })
beforeEach(() => shop.received('1042', 'LAMP'))

const FORM = 'application/x-www-form-urlencoded'
const send = (body: string, headers: Record<string, string>, type = FORM) =>
  fetch(shop.bot.url ?? '', { method: 'POST', body, headers: { 'content-type': type, ...headers } })
const sign = (body: string, seconds = Math.floor(Date.now() / 1_000), secret = shop.fake.app.signingSecret) =>
  signed(secret, seconds, body)
/** A slash command as Slack sends it. */
const command = (over: Record<string, string> = {}) =>
  new URLSearchParams({
    command: '/order',
    text: 'note 1042 from-outside.',
    user_id: shop.sam.id,
    user_name: 'sam',
    channel_id: shop.rooms.orders.id,
    channel_name: 'privategroup',
    team_id: shop.fake.workspace.teamId,
    api_app_id: shop.fake.workspace.appId,
    trigger_id: `${Math.random()}`,
    response_url: `${shop.fake.apiUrl}nowhere`,
    ...over,
  }).toString()
const notes = async () => {
  await shop.bot.settles()
  await shop.sam.types(shop.rooms.orders, '/order show 1042')
  const story = await shop.sam.reads(shop.rooms.orders, seen => seen.ephemeral && seen.text.includes('Order 1042'))
  return (story.text.match(/from-outside\./g) ?? []).length
}

test('a signed command is taken, and the same bytes again do nothing', async () => {
  const body = command()
  const headers = sign(body)
  expect((await send(body, headers)).status).toBe(200)
  expect((await send(body, headers)).status).toBe(200)
  // Signed anew, it is the same act still.
  expect((await send(body, sign(body, Math.floor(Date.now() / 1_000) + 1))).status).toBe(200)
  expect(await notes()).toBe(1)
})

test.each<[string, () => Promise<Response>, number]>([
  ['no signature', () => send(command(), {}), 401],
  [
    'another’s signature',
    () => {
      const body = command()
      return send(body, sign(body, undefined, 'not the secret'))
    },
    401,
  ],
  [
    'a changed body',
    () => {
      const headers = sign(command())
      return send(`${command()}&more=1`, headers)
    },
    401,
  ],
  [
    'a time long past',
    () => {
      const body = command()
      return send(body, sign(body, Math.floor(Date.now() / 1_000) - 600))
    },
    401,
  ],
  [
    'a time to come',
    () => {
      const body = command()
      return send(body, sign(body, Math.floor(Date.now() / 1_000) + 3_600))
    },
    401,
  ],
  [
    'no time at all',
    () => {
      const body = command()
      return send(body, { ...sign(body), 'x-slack-request-timestamp': 'soon' })
    },
    401,
  ],
  [
    'three megabytes',
    () => {
      const body = command({ text: `note 1042 from-outside. ${'x'.repeat(3_000_000)}` })
      return send(body, sign(body))
    },
    413,
  ],
  [
    'another workspace',
    () => {
      const body = command({ team_id: 'T0OTHER000' })
      return send(body, sign(body))
    },
    200,
  ],
  [
    'another app',
    () => {
      const body = command({ api_app_id: 'A0OTHER000' })
      return send(body, sign(body))
    },
    200,
  ],
  ['no JSON', () => send('{', sign('{'), 'application/json'), 400],
  ['a smuggled probe', () => send(`${command()}&ssl_check=1`, {}), 200],
])('%s does nothing', async (_, act, status) => {
  const answer = await act().catch((error: Error) => error)
  // The server may hang up on a body that is too long before it was sent.
  if (answer instanceof Error) expect(status).toBe(413)
  else expect(answer.status).toBe(status)
  expect(await notes()).toBe(0)
})

test('an event of another workspace is dropped, one of ours is not', async () => {
  const event = (team: string, id: string) =>
    JSON.stringify({
      type: 'event_callback',
      team_id: team,
      api_app_id: shop.fake.workspace.appId,
      event_id: id,
      authorizations: [{ team_id: team, user_id: shop.fake.workspace.botUser.id, is_bot: true }],
      event: {
        type: 'app_mention',
        user: shop.sam.id,
        channel: shop.rooms.orders.id,
        text: `<@${shop.fake.workspace.botUser.id}> order note 1042 from-outside.`,
        ts: '1.1',
        event_ts: '1.1',
      },
    })
  for (const body of [event('T0OTHER000', 'Ev1'), event(shop.fake.workspace.teamId, 'Ev2')])
    expect((await send(body, sign(body), 'application/json')).status).toBe(200)
  expect(await notes()).toBe(1)
})

test('what is not posted is not answered, and a stopped bot says so', async () => {
  expect((await fetch(shop.bot.url ?? '')).status).toBe(405)
  await shop.bot.slack.stop()
  const body = command()
  expect((await send(body, sign(body))).status).toBe(503)
})

test('forms are given suggestions over HTTP', async () => {
  await shop.sam.types(shop.rooms.orders, '/order forward')
  const found = await shop.sam.suggestions(await shop.sam.seesModal(/Forward/), 'Order', '104')
  expect(found[0]).toContain('1042')
})

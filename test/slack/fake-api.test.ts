import {
  type Block,
  type KnownBlock,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  type WebClient,
} from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOf } from './bolt.ts'
import type { Channel } from './fake/channels.ts'
import { brisk } from './fake/clock.ts'
import type { Person } from './fake/person.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'

let slack: FakeSlack
let client: WebClient
let anna: Person
let ops: Channel

beforeAll(async () => {
  slack = await startSlack({ timing: brisk })
  client = clientOf(slack)
  anna = slack.person('anna')
  ops = slack.channel('ops', { members: [anna] })
})
afterAll(() => slack.close())

/** What the real client throws: Slack's code, and its sentences where it gives some. */
async function refusal(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  const error = await call.then(
    () => null,
    error => error,
  )
  if (!(error instanceof WebAPIPlatformError)) throw new Error(`Not refused: ${error}`)
  return { error: error.data.error, messages: error.data.response_metadata?.messages ?? [] }
}
const code = async (call: Promise<unknown>): Promise<string> => (await refusal(call)).error

const post = (blocks: (KnownBlock | Block)[], text = 'x') => client.chat.postMessage({ channel: ops.id, text, blocks })
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const section = (text: string) => ({ type: 'section' as const, text: plain(text) })
const button = (more: object = {}) => ({ type: 'button' as const, text: plain('Go'), action_id: 'go', ...more })
const actions = (...elements: ReturnType<typeof button>[]) => ({ type: 'actions' as const, elements })

describe('tokens and scopes', () => {
  test('each method takes its own kind of token', async () => {
    expect(await client.auth.test()).toMatchObject({ ok: true, user_id: slack.workspace.botUser.id })
    expect(await code(clientOf(slack, 'xoxb-wrong').auth.test())).toBe('invalid_auth')
    expect(await code(clientOf(slack, '').auth.test())).toBe('not_authed')
    expect(await code(client.apps.connections.open({}))).toBe('not_allowed_token_type')
    expect(await code(clientOf(slack, slack.app.appToken).users.info({ user: anna.id }))).toBe('not_allowed_token_type')
  })

  test('a scope that was not granted is named', async () => {
    slack.app.scopes.delete('users:read')
    const error = await client.users.info({ user: anna.id }).catch(error => error.data)
    expect(error).toMatchObject({ error: 'missing_scope', needed: 'users:read' })
    expect(error.provided).toContain('chat:write')
    slack.app.scopes.add('users:read')
  })

  test('JSON bodies need the token in the header; unknown methods and bodies are refused', async () => {
    const ask = async (method: string, headers: Record<string, string>, body: string) =>
      (await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body })).json()
    const json = { 'content-type': 'application/json; charset=utf-8' }
    const token = { authorization: `Bearer ${slack.app.botToken}` }
    const message = JSON.stringify({ channel: ops.id, text: 'as JSON', token: slack.app.botToken })
    expect(await ask('chat.postMessage', { ...json, ...token }, message)).toMatchObject({ ok: true })
    expect(await ask('chat.postMessage', json, message)).toMatchObject({ error: 'not_authed' })
    expect(await ask('chat.postMessage', { ...json, ...token }, '{')).toMatchObject({ error: 'invalid_json' })
    expect(await ask('auth.test', { 'content-type': 'text/xml', ...token }, '<a/>')).toMatchObject({
      error: 'invalid_post_type',
    })
    expect(await ask('chat.shout', token, '')).toMatchObject({ error: 'unknown_method', req_method: 'chat.shout' })
  })
})

describe('channels', () => {
  test('only rooms the bot stands in take messages', async () => {
    const text = 'Hello'
    const open = slack.channel('open', { members: [anna], bot: false })
    const secret = slack.channel('secret', { kind: 'private', members: [anna], bot: false })
    expect(await code(client.chat.postMessage({ channel: open.id, text }))).toBe('not_in_channel')
    expect(await code(client.chat.postMessage({ channel: secret.id, text }))).toBe('channel_not_found')
    expect(await code(client.conversations.join({ channel: secret.id }))).toBe('channel_not_found')
    await client.conversations.join({ channel: open.id })
    await client.chat.postMessage({ channel: open.id, text })
    slack.rooms.archive(open, anna)
    expect(await code(client.chat.postMessage({ channel: open.id, text }))).toBe('is_archived')
    const old = secret.id
    slack.rooms.invite(secret, 'bot')
    slack.rooms.changeId(secret)
    expect(await code(client.chat.postMessage({ channel: old, text }))).toBe('channel_not_found')
    await client.chat.postMessage({ channel: secret.id, text })
  })

  test('history gives metadata back on request, without replies and ephemeral messages', async () => {
    const log = slack.channel('log', { members: [anna] })
    const metadata = { event_type: 'card', event_payload: { key: 'k1' } }
    const { ts = '' } = await client.chat.postMessage({ channel: log.id, text: 'One', metadata })
    await client.chat.postMessage({ channel: log.id, text: 'Under it', thread_ts: ts })
    await client.chat.postEphemeral({ channel: log.id, user: anna.id, text: 'Psst' })
    await client.chat.update({ channel: log.id, ts, text: 'One, changed' })
    const { messages } = await client.conversations.history({ channel: log.id, include_all_metadata: true })
    expect(messages).toMatchObject([{ text: 'One, changed', metadata, reply_count: 1, edited: {} }])
    expect((await client.conversations.history({ channel: log.id })).messages?.[0]).not.toHaveProperty('metadata')
    expect((await client.conversations.history({ channel: log.id, oldest: ts })).messages).toEqual([])
    const thread = await client.conversations.replies({ channel: log.id, ts })
    expect(thread.messages?.map(message => message.text)).toEqual(['One, changed', 'Under it'])
    expect(anna.sees(log).map(seen => seen.text)).toEqual(['One, changed', 'Under it', 'Psst'])
    expect(
      slack
        .person('boris')
        .sees(log)
        .map(seen => seen.text),
    ).not.toContain('Psst')
  })

  test('pages follow each other by their cursor', async () => {
    const names: string[] = []
    for (let cursor: string | undefined; names.length < 99; ) {
      const page = await client.conversations.list({ limit: 1, ...(cursor ? { cursor } : {}) })
      names.push(...(page.channels ?? []).map(channel => channel.name ?? ''))
      cursor = page.response_metadata?.next_cursor
      if (!cursor) break
    }
    expect(names).toContain('ops')
    expect(names).toHaveLength(new Set(names).size)
    expect(names.length).toBeGreaterThan(1)
  })
})

describe('blocks', () => {
  test.each<[string, (KnownBlock | Block)[], string]>([
    ['51 blocks', Array(51).fill({ type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'a long section',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'a long button',
      [actions(button({ text: plain('x'.repeat(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      [actions(button({ value: 'x'.repeat(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a long spoken label',
      [actions(button({ accessibility_label: 'x'.repeat(76) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/accessibility_label]',
    ],
    [
      'the same action twice',
      [actions(button(), button())],
      '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'the same block twice',
      [
        { ...section('a'), block_id: 'b' },
        { ...section('b'), block_id: 'b' },
      ],
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'a header in mrkdwn',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } } as never],
      'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a missing field',
      [{ type: 'input', label: plain('x') } as never],
      'missing required field: element [json-pointer:/blocks/0]',
    ],
    [
      'an unknown field',
      [{ ...section('x'), colour: 'red' }],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    ['an unknown block', [{ type: 'marquee' }], 'unsupported type: marquee [json-pointer:/blocks/0/type]'],
    [
      'an alert outside of modals',
      [{ type: 'alert', text: plain('x') } as never],
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    [
      'a table without a caption',
      [{ type: 'data_table', rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_text', text: 'b' }]] } as never],
      'missing required field: caption [json-pointer:/blocks/0]',
    ],
  ])('%s', async (_, blocks, message) => {
    const refused = await refusal(post(blocks))
    expect(refused.error).toBe('invalid_blocks')
    expect(refused.messages).toContain(`[ERROR] ${message}`)
  })

  test('what fits is taken', async () => {
    const cell = (text: string) => ({ type: 'raw_text' as const, text })
    await post([
      { type: 'header', text: plain('x'.repeat(150)) },
      section('x'.repeat(3000)),
      { type: 'data_table', caption: 'Late', page_size: 10, rows: [[cell('Order')], [cell('1042')]] },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Hi' }] }] },
      {
        type: 'video',
        alt_text: 'How',
        title: plain('How'),
        video_url: 'https://a.example/',
        thumbnail_url: 'https://a.example/a.png',
      },
      actions(button({ text: plain('x'.repeat(75)) })),
    ])
    expect(await code(post(Array(5).fill(section('x'.repeat(2900)))))).toBe('msg_blocks_too_long')
    await client.chat.postMessage({ channel: ops.id, text: 'x'.repeat(50_000) })
    expect(anna.sees(ops).at(-1)?.text).toHaveLength(40_000)
    const ts = anna.sees(ops).at(-1)?.ts ?? ''
    expect(await code(client.chat.update({ channel: ops.id, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long')
  })

  test('an update with text alone drops the blocks; nobody else’s message can be changed', async () => {
    const { ts = '' } = await post([section('Blocks'), actions(button())])
    expect(anna.sees(ops).at(-1)).toMatchObject({ text: 'Blocks', buttons: ['Go'], edited: false })
    await client.chat.update({ channel: ops.id, ts, text: 'Text' })
    expect(anna.sees(ops).at(-1)).toMatchObject({ text: 'Text', buttons: [], edited: true, revisions: 1 })
    const { seen } = anna.says(ops, 'Mine')
    expect(await code(client.chat.update({ channel: ops.id, ts: seen.ts, text: 'x' }))).toBe('cant_update_message')
    expect(await code(client.chat.delete({ channel: ops.id, ts: '1700000000.000001' }))).toBe('message_not_found')
  })
})

describe('views', () => {
  test('a Home tab keeps its hash, a modal its limits', async () => {
    const home = (text: string) => ({ type: 'home' as const, blocks: [section(text)] })
    const first = await client.views.publish({ user_id: anna.id, view: home('One') })
    const hash = first.view?.hash ?? ''
    await client.views.publish({ user_id: anna.id, view: home('Two'), hash })
    expect(await code(client.views.publish({ user_id: anna.id, view: home('Three'), hash }))).toBe('hash_conflict')
    expect(anna.home?.text).toBe('Two')
    const open = (view: object) => client.views.open({ trigger_id: '1.2.abc', view: view as never })
    const modal = { type: 'modal', title: plain('Form'), blocks: [] }
    expect(await code(open(modal))).toBe('invalid_trigger_id')
    const input = {
      type: 'input',
      label: plain('Day'),
      element: { type: 'datepicker', action_id: 'd', initial_date: 'soon' },
    }
    const wrong = await refusal(
      open({ ...modal, title: plain('x'.repeat(25)), private_metadata: 'x'.repeat(3001), blocks: [input] }),
    )
    expect(wrong.error).toBe('invalid_arguments')
    expect(wrong.messages).toEqual([
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
      '[ERROR] must match the required format [json-pointer:/view/blocks/0/element/initial_date]',
      '[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]',
      '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ])
  })
})

test('one message a second and channel; other channels go on', async () => {
  const paced = await startSlack()
  const ada = paced.person('ada')
  const [one, two] = [paced.channel('one', { members: [ada] }), paced.channel('two', { members: [ada] })]
  const web = clientOf(paced)
  const say = (channel: string) => web.chat.postMessage({ channel, text: 'x' })
  await say(one.id)
  const limited = await say(one.id).catch(error => error)
  expect(limited).toBeInstanceOf(WebAPIRateLimitedError)
  expect(limited.retryAfter).toBe(1)
  await say(two.id)
  paced.clock.advance(1001)
  await say(one.id)
  expect(paced.calls('chat.postMessage').map(call => call.status)).toEqual([200, 429, 200, 200])
  for (let at = 0; at < 50; at++) await web.conversations.info({ channel: one.id })
  expect(await web.conversations.info({ channel: one.id }).catch(error => error)).toBeInstanceOf(WebAPIRateLimitedError)
  await paced.close()
})

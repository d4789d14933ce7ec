import type { App } from '@slack/bolt'
import { afterEach, expect, test } from 'vitest'
import { until } from '../stage/until.ts'
import { type Bolt, boltOnSockets, clientOf } from './bolt.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, type SlackOptions, startSlack } from './fake/slack.ts'

let slack: FakeSlack
let bolt: Bolt | undefined
afterEach(async () => {
  await bolt?.stop()
  bolt = undefined
  await slack.close()
})

const start = async (ready: (app: App) => void = () => {}, options: SlackOptions = {}) => {
  slack = await startSlack({ timing: brisk, ...options })
  bolt = await boltOnSockets(slack, app => {
    ready(app)
    app.event(/.*/, async () => {})
  })
  return slack
}
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const button = (text: string, more: object = {}) => ({
  text: 'A card',
  blocks: [
    { type: 'actions' as const, elements: [{ type: 'button' as const, action_id: 'go', text: plain(text), ...more }] },
  ],
})
const form = { type: 'modal' as const, callback_id: 'form', title: plain('Form'), blocks: [] }

test('strangers and guests press buttons and send forms, but run no commands and see only their rooms', async () => {
  await start(app => {
    app.command('/order', ({ ack }) => ack())
    app.shortcut('find', ({ ack }) => ack())
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: form })
    })
  })
  const anna = slack.person('anna')
  const lee = slack.person('lee', { kind: 'external' })
  const guest = slack.person('gus', { kind: 'single_channel_guest' })
  const shared = slack.channel('acme', { members: [anna, lee, guest] })
  const ops = slack.channel('ops', { members: [anna] })
  await clientOf(slack).chat.postMessage({ channel: shared.id, ...button('Acknowledge') })
  await clientOf(slack).chat.postMessage({ channel: ops.id, text: 'Secret' })

  for (const person of [lee, guest]) {
    expect((await person.types(shared, '/order list')).refused).toMatch(/not a valid command/)
    expect(person.sees(ops)).toEqual([])
    const card = await person.reads(shared, seen => seen.buttons.length > 0)
    expect((await person.messageShortcut(card, 'find')).refused).toBeTruthy()
    expect(await person.presses(card, 'Acknowledge')).toMatchObject({ refused: null, failure: null })
    await person.seesModal(/Form/)
  }
  const thread = await anna.reads(shared, seen => seen.buttons.length > 0)
  expect((await anna.types(shared, '/order list', { thread })).refused).toMatch(/threads/)
  expect((await anna.messageShortcut(thread, 'find')).failure).toBeNull()
  const pressed = slack.deliveries.find(({ what, payload }) => what === 'block_actions' && payload.team !== null)
  expect(pressed?.payload).toMatchObject({ team: { id: lee.user.team }, user: { team_id: lee.user.team } })
  expect((await clientOf(slack).users.info({ user: lee.id, include_locale: true })).user).not.toHaveProperty('locale')
})

test('a trigger opens one view, within three seconds', async () => {
  const errors: string[] = []
  await start(app => {
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      const trigger = 'trigger_id' in body ? body.trigger_id : ''
      const open = () =>
        client.views.open({ trigger_id: trigger, view: form }).catch(error => errors.push(error.data?.error))
      await open()
      await open()
      errors.push('done')
    })
  })
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  await clientOf(slack).chat.postMessage({ channel: ops.id, ...button('Open') })
  const card = await anna.reads(ops, seen => seen.buttons.length > 0)
  await anna.presses(card, 'Open')
  await until(() => errors.includes('done'))
  expect(errors).toEqual(['exchanged_trigger_id', 'done'])

  slack.faults.call('views.open', { kind: 'status', status: 500 }, { times: 2 })
  const { delivery } = await anna.presses(card, 'Open')
  await until(() => slack.calls('views.open').length === 4)
  slack.clock.advance(3001)
  const trigger = String(delivery?.payload.trigger_id)
  const expired = clientOf(slack).views.open({ trigger_id: trigger, view: form })
  expect(await expired.catch(error => error.data.error)).toBe('expired_trigger_id')
})

test('an answer after three seconds is a failure that the person sees', async () => {
  await start(
    app => {
      app.command('/slow', async ({ ack }) => {
        await new Promise(done => setTimeout(done, 300))
        await ack()
      })
    },
    { timing: { ...brisk, ack: 150 } },
  )
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  const slow = await anna.types(ops, '/slow')
  expect(slow.failure).toMatchObject({
    code: 'operation_timeout',
    text: '/slow failed with the error "operation_timeout"',
  })
  expect(slow.delivery?.acked).toBe(false)
  expect(await until(() => slow.delivery?.ackedAfter)).toBeGreaterThan(150)
  // Bolt acknowledges nothing that nobody handles.
  expect((await anna.types(ops, '/unknown')).failure?.code).toBe('operation_timeout')
  expect(slack.unacked.map(({ what }) => what)).toEqual(['/slow', '/unknown'])
})

test('a response_url serves five times within half an hour', async () => {
  await start(app => {
    app.action('go', ({ ack }) => ack())
  })
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  await clientOf(slack).chat.postMessage({ channel: ops.id, ...button('Go', { confirm: { text: plain('Sure?') } }) })
  const card = await anna.reads(ops, seen => seen.buttons.length > 0)
  expect((await anna.presses(card, 'Go', { confirm: false })).refused).toBeTruthy()
  const { delivery } = await anna.presses(card, 'Go')
  const respond = (body: object) =>
    fetch(String(delivery?.payload.response_url), { method: 'POST', body: JSON.stringify(body) }).then(
      ({ status }) => status,
    )
  expect(await respond({ text: 'Only you' })).toBe(200)
  expect(anna.sees(ops).at(-1)).toMatchObject({ text: 'Only you', ephemeral: true })
  expect(await respond({ text: 'Done', replace_original: true })).toBe(200)
  expect(anna.sees(ops)[0]).toMatchObject({ text: 'Done', buttons: [] })
  expect(await respond({ blocks: [{ type: 'x' }] })).toBe(400)
  expect([await respond({ text: '4' }), await respond({ text: '5' }), await respond({ text: '6' })]).toEqual([
    200, 200, 404,
  ])
  const next = await anna.presses(card, 'Go')
  slack.clock.advance(31 * 60_000)
  expect(
    (await fetch(String(next.delivery?.payload.response_url), { method: 'POST', body: '{"text":"x"}' })).status,
  ).toBe(404)
})

test('what happens to rooms is heard by who stands in them', async () => {
  await start()
  const anna = slack.person('anna')
  const boris = slack.person('boris')
  const room = slack.channel('room', { kind: 'private', members: [anna] })
  slack.rooms.invite(room, boris, anna)
  slack.rooms.rename(room, 'salon')
  slack.rooms.remove(room, boris, anna)
  slack.rooms.changeId(room)
  slack.rooms.share(room, 'T0ACME')
  slack.rooms.unshare(room, 'T0ACME')
  slack.rooms.archive(room, anna)
  slack.rooms.remove(room, 'bot', anna)
  slack.rooms.unarchive(room, anna)
  anna.opensHome()
  await until(() => slack.unacked.length === 0)
  expect(slack.deliveries.map(({ what }) => what)).toEqual([
    ...['member_joined_channel', 'group_rename', 'member_left_channel', 'channel_id_changed'],
    ...['channel_shared', 'channel_unshared', 'group_archive', 'group_left', 'app_home_opened'],
  ])
})

test('modals stack three deep, keep what was typed, and close from the top', async () => {
  const input = (label: string) => ({
    type: 'input' as const,
    block_id: 'name',
    label: plain(label),
    element: { type: 'plain_text_input' as const, action_id: 'v' },
  })
  const view = (label: string) => ({ ...form, submit: plain('Send'), notify_on_close: true, blocks: [input(label)] })
  await start(app => {
    app.command('/form', async ({ ack, command, client }) => {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: view('First') })
    })
    app.view('form', ({ ack, view: { state } }) =>
      state.values.name?.v?.value === 'again'
        ? ack({ response_action: 'update', view: view('Renamed') })
        : ack({ response_action: 'push', view: view('Second') }),
    )
    app.view({ callback_id: 'form', type: 'view_closed' }, ({ ack }) => ack())
  })
  const anna = slack.person('anna')
  const ops = slack.channel('ops', { members: [anna] })
  await anna.types(ops, '/form')
  await anna.seesModal(/First/)
  await anna.submits({ First: 'again' })
  expect(anna.modal?.values).toEqual({ Renamed: 'again' })
  await anna.submits({ Renamed: 'more' })
  expect(anna.modal).toMatchObject({ depth: 1, values: { Second: null } })
  await anna.submits({ Second: 'more' })
  expect((await anna.submits({ Second: 'more' })).failure?.code).toBe('push_limit_reached')
  await anna.closes()
  expect(anna.modal?.depth).toBe(1)
  await anna.closes({ all: true })
  expect(anna.modal).toBeNull()
  expect(slack.deliveries.filter(({ what }) => what === 'view_closed')).toHaveLength(3)
})

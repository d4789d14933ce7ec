import type { App } from '@slack/bolt'
import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../stage/until.ts'
import { type Bolt, boltOnHttp, boltOnSockets } from './bolt.ts'
import { brisk } from './fake/clock.ts'
import { type FakeSlack, startSlack } from './fake/slack.ts'

let slack: FakeSlack
let bolt: Bolt | undefined

afterEach(async () => {
  await bolt?.stop()
  bolt = undefined
  await slack.close()
})

const form = {
  type: 'modal' as const,
  callback_id: 'tracking',
  title: { type: 'plain_text' as const, text: 'Add tracking' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'number',
      label: { type: 'plain_text' as const, text: 'Tracking number' },
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
    {
      type: 'input' as const,
      block_id: 'carrier',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Carrier' },
      element: { type: 'external_select' as const, action_id: 'value', min_query_length: 1 },
    },
  ],
}

const card = (text: string) => ({
  text,
  blocks: [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text } },
    {
      type: 'actions' as const,
      elements: [
        {
          type: 'button' as const,
          action_id: 'ack',
          value: 'v1',
          text: { type: 'plain_text' as const, text: 'Acknowledge' },
        },
      ],
    },
  ],
})

/** A small bot that does one of everything. */
function small(app: App): void {
  app.command('/order', async ({ ack, command, client }) => {
    await ack(`You said ${command.text}`)
    await client.chat.postMessage({ channel: command.channel_id, ...card('Order *1042* is new') })
  })
  app.action('ack', async ({ ack, body, client }) => {
    await ack()
    if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: form })
  })
  app.options('value', async ({ ack, options }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: options.value.toUpperCase() }, value: options.value }] })
  })
  app.view('tracking', async ({ ack, view, client, body }) => {
    const number = view.state.values.number?.value?.value ?? ''
    if (number.length < 4) return ack({ response_action: 'errors', errors: { number: 'Too short' } })
    await ack()
    await client.chat.postMessage({ channel: body.user.id, text: `Saved ${number}` })
  })
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.thread_ts ?? event.ts, text: 'Yes?' })
  })
}

describe.each(['sockets', 'HTTP'] as const)('a real Bolt App over %s', mode => {
  const start = async () => {
    slack = await startSlack({ timing: brisk })
    bolt = mode === 'HTTP' ? await boltOnHttp(slack, small) : await boltOnSockets(slack, small)
  }

  test('answers a command, opens a form from a button and shows its errors', async () => {
    await start()
    const anna = slack.person('anna')
    const ops = slack.channel('ops', { members: [anna] })

    const said = await anna.types(ops, '/order forward 1042')
    expect(said).toMatchObject({ refused: null, failure: null })
    expect(await anna.reads(ops, /You said/)).toMatchObject({ text: 'You said forward 1042', ephemeral: true })

    const order = await anna.reads(ops, /1042 is new/)
    expect(order).toMatchObject({
      buttons: ['Acknowledge'],
      styled: [{ style: 'bold', text: '1042' }],
      ephemeral: false,
    })
    expect((await anna.presses(order, 'Acknowledge')).failure).toBeNull()
    expect(await anna.seesModal()).toMatchObject({ title: 'Add tracking', values: { 'Tracking number': null } })

    expect((await anna.submits()).refused).toBe('Please complete this required field.')
    await anna.submits({ 'Tracking number': '1Z' })
    expect(anna.modal?.errors).toEqual({ 'Tracking number': 'Too short' })
    await anna.submits({ 'Tracking number': '1Z999', Carrier: 'ups' })
    expect(anna.modal).toBeNull()
    expect((await until(() => anna.direct.at(-1))).text).toBe('Saved 1Z999')
    expect(slack.failures).toEqual([])
    expect(slack.unacked).toEqual([])
  })

  test('hears a mention in a thread', async () => {
    await start()
    const anna = slack.person('anna')
    const ops = slack.channel('ops', { members: [anna] })
    const { seen } = anna.says(ops, '@waybill <b> & so on')
    expect(seen.text).toBe('@waybill <b> & so on')
    expect(await anna.reads(ops, /Yes/)).toMatchObject({ threadTs: seen.ts })
  })
})

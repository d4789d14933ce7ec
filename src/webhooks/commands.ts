import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { aStore } from '../stores/arguments.ts'
import { supplierArg } from '../suppliers/commands.ts'
import { aNotified } from './arguments.ts'
import { ConnectSupplier, ConnectWebhook, connectSupplier, connectWebhook } from './connect-webhook.ts'
import { DisconnectWebhook, disconnectWebhook } from './disconnect-webhook.ts'
import { GiveUpMessage, giveUpMessage } from './give-up-message.ts'
import { ListWebhooks, listWebhooks } from './list-webhooks.ts'
import { ReplayWebhook, replayWebhook } from './replay-webhook.ts'
import { SettleMessage, settleMessage } from './settle-message.ts'
import { TestWebhook, testWebhook } from './test-webhook.ts'
import { WriteMessage, writeMessage } from './write-message.ts'

const who = ['staff', 'system'] as const
const store: Arg = { kind: aStore, label: 'Store', help: 'Its name or domain.' }
const either: Arg = { kind: aNotified, label: 'Store or supplier', help: 'Its name.' }

/** What can be asked about stores that get webhooks. */
export const webhookCommands = {
  'webhook.connect': command({
    who,
    title: 'Connect webhooks',
    does: 'Notify a store, at an address of its own, of what happens to its orders.',
    input: ConnectWebhook,
    args: { store, url: { kind: 'text', label: 'Address', help: 'Such as https://shop.example/waybill.' } },
    examples: ['/webhook connect "Sample Shop" https://shop.example/waybill'],
    privately: true,
    run: connectWebhook,
  }),
  'webhook.supplier': command({
    who,
    title: 'Webhooks for a supplier',
    does: 'Notify a supplier’s system, at an address of its own, of what it is asked.',
    input: ConnectSupplier,
    args: {
      supplier: supplierArg,
      url: { kind: 'text', label: 'Address', help: 'Such as https://erp.supplier.example/waybill.' },
    },
    examples: ['/webhook supplier "Lumen Works" https://erp.lumen.example/waybill'],
    privately: true,
    run: connectSupplier,
  }),
  'webhook.test': command({
    who,
    title: 'Send a test',
    does: 'Send a store or supplier a test, on the way that everything else takes.',
    input: TestWebhook,
    args: { store: either },
    examples: ['/webhook test "Sample Shop"'],
    run: testWebhook,
  }),
  'webhook.replay': command({
    who,
    title: 'Send again',
    does: 'Send a store or supplier again what did not arrive, and turn its webhooks on.',
    input: ReplayWebhook,
    args: {
      store: either,
      days: { kind: 'number', label: 'Days', help: 'Also what did arrive in so many days.', named: true },
    },
    examples: ['/webhook replay "Sample Shop"', '/webhook replay "Sample Shop" days:2'],
    run: replayWebhook,
  }),
  'webhook.disconnect': command({
    who,
    title: 'Stop webhooks',
    does: 'Send a store or supplier no more webhooks.',
    input: DisconnectWebhook,
    args: { store: either },
    examples: ['/webhook disconnect "Sample Shop"'],
    run: disconnectWebhook,
  }),
  'webhook.list': command({
    who,
    title: 'Webhooks',
    does: 'List the stores and suppliers that get webhooks, and how it goes.',
    input: ListWebhooks,
    args: {},
    examples: ['/webhook list'],
    run: listWebhooks,
  }),
  'webhook.write': command({
    ...bySystem,
    title: 'Write a webhook',
    does: 'Write what a store or supplier is sent.',
    input: WriteMessage,
    run: writeMessage,
  }),
  'webhook.settle': command({
    ...bySystem,
    title: 'A webhook was sent',
    does: 'Note how sending a webhook went.',
    input: SettleMessage,
    run: settleMessage,
  }),
  'webhook.give-up': command({
    ...bySystem,
    title: 'A webhook failed',
    does: 'Follow a webhook that did not arrive.',
    input: GiveUpMessage,
    run: giveUpMessage,
  }),
}

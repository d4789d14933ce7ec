import { command } from '../kernel/asking/command.ts'
import { supplierArg } from '../suppliers/commands.ts'
import { EndKey, endKey } from './end-key.ts'
import { aKey } from './find-key.ts'
import { ListKeys, listKeys } from './list-keys.ts'
import { MakeKey, makeKey } from './make-key.ts'

const who = ['staff', 'system'] as const

/** What can be asked of keys by which other systems act. */
export const keyCommands = {
  'api.key': command({
    who,
    title: 'Make an API key',
    does: 'Make a key for a system of yours or of a supplier. It is shown once.',
    input: MakeKey,
    args: {
      name: { kind: 'text', label: 'System', help: 'What uses it, such as ERP.' },
      supplier: { ...supplierArg, help: 'Whose system it is; yours, if empty.', named: true },
      scopes: { kind: 'text', label: 'Scopes', help: 'Separated by commas; all if empty.', named: true },
      days: { kind: 'number', label: 'Days', help: 'How long it lasts; 365 if empty.', named: true },
    },
    examples: ['/api key ERP supplier:"Lumen Works"', '/api key Dashboard scopes:orders:read days:90'],
    privately: true,
    run: makeKey,
  }),
  'api.end': command({
    who,
    title: 'End an API key',
    does: 'End a key at once.',
    input: EndKey,
    args: { key: { kind: aKey, label: 'Key', help: 'How it begins.' } },
    examples: ['/api end wb_x7Kp2Qa'],
    run: endKey,
  }),
  'api.list': command({
    who,
    title: 'API keys',
    does: 'List API keys, what each may do, and when it was used last.',
    input: ListKeys,
    args: {},
    examples: ['/api list'],
    run: listKeys,
  }),
}

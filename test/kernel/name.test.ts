import { expect, test } from 'vitest'
import { z } from 'zod'
import { command } from '../../src/kernel/asking/command.ts'
import { resolveNames } from '../../src/kernel/hearing/resolve-names.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { memoryChat } from '../stage/memory-chat.ts'

const bind = command({
  input: z.object({ supplier: z.string(), room: z.unknown(), person: z.unknown(), colleague: z.unknown() }),
  who: ['staff'],
  title: '',
  does: '',
  args: {
    supplier: { kind: 'text', label: 'Supplier', help: '' },
    room: { kind: 'channel', label: 'Room', help: '' },
    person: { kind: 'person', label: 'Person', help: '' },
    colleague: { kind: 'person', label: 'Colleague', help: '', staff: true },
  },
  examples: [],
  run: async () => ({ text: '' }),
})
const slack = memoryChat({ name: 'slack', channels: ['lamps'] })
slack.admit('U2', 'Emre', [])
const discord = memoryChat({ name: 'discord', channels: ['casa'] })
slack.admit('U1', 'Mei Lin', [])
const chats = new Map([slack, discord].map(chat => [chat.name, chat]))
const resolve = (input: Record<string, unknown>) =>
  resolveNames(bind, input, chats, 'slack', async (_, user) => user === 'U1')

test('a channel or person is what the chat itself knows, never what was typed', async () => {
  expect(await resolve({ supplier: '#lamps', room: '#lamps', person: '@Mei Lin' })).toEqual({
    supplier: '#lamps',
    room: { chat: 'slack', id: 'lamps', name: 'lamps' },
    person: { chat: 'slack', id: 'U1', name: 'Mei Lin' },
  })
})

test('a channel of another chat is named with that chat', async () => {
  for (const typed of ['discord/#casa', 'Discord: casa', 'discord:#casa'])
    expect((await resolve({ room: typed })).room).toEqual({ chat: 'discord', id: 'casa', name: 'casa' })
})

test('a sign of a chat that is not there is no reason to look elsewhere for a plain name', async () => {
  const refusal = await resolve({ room: 'lamps:new' }).catch(error => error)
  expect(refusal.message).toContain('I see no channel called “lamps:new” on slack')
})

test('what a button carries was resolved before, and is left alone', async () => {
  const room = { chat: 'discord', id: 'casa', name: 'casa' }
  expect(await resolve({ room })).toEqual({ room })
})

test.each([
  [{ room: '#nowhere' }, 'Room: I see no channel called “#nowhere” on slack.', 'room'],
  [{ person: 'nobody' }, 'Person: I don’t know anybody called “nobody” on slack.', 'person'],
  [{ person: '@Mei Lim' }, 'Person: I don’t know anybody called “@Mei Lim” on slack. Did you mean Mei Lin?', 'person'],
  [{ colleague: 'Emre' }, 'Colleague: Emre is not one of your staff', 'colleague'],
  [{ room: 'console/#x' }, 'Room: console is not connected here.', 'room'],
])('what no chat knows is refused beside its field: %j', async (input, sentence, field) => {
  const refusal = await resolve(input).catch(error => error)
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal.message).toContain(sentence)
  expect(refusal.field).toBe(field)
})

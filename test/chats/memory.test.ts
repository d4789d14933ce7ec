import { describe, expect, it } from 'vitest'
import { detailOf, type Phrase, type PhrasePart, phraseParts } from '../../src/kernel/shapes/card.ts'
import { type Drawn, Later, NoRoom, Unsure } from '../../src/kernel/shapes/chat.ts'
import { type MemoryMessage, memoryChat } from '../stage/memory-chat.ts'
import { aPost, chatContract, type SeenMessage } from './contract.ts'
import { UNSHOWN } from './nasty.ts'

chatContract('the chat in memory', ['message'], async () => {
  const chat = memoryChat({ channels: ['orders'] })
  chat.openRoom('lobby', { isPublic: true })
  chat.openRoom('news', { lacks: 'Only some people may post there' })
  return {
    chat,
    looks: { open: 'lobby', closed: 'news' },
    channel: 'orders',
    read: async channel => chat.messages.filter(message => message.channel === channel).map(seen),
    closed: async (_, root) => chat.messages.find(({ ref }) => ref === root)?.closed === true,
    keep: async name => name,
    remove: async (_, ref) => chat.remove(ref),
    close: async () => {},
  }
})

describe('the chat in memory', () => {
  it.each<[string, Partial<Drawn>]>([
    ['six buttons', { presses: ['a', 'b', 'c', 'd', 'e', 'f'].map(token => ({ label: token, token })) }],
    ['one token twice', { presses: ['a', 'a'].map(token => ({ label: token, token })) }],
    ['a token of 91 characters', { presses: [{ label: 'Go', token: 'x'.repeat(91) }] }],
    ['a token that is not ASCII', { presses: [{ label: 'Go', token: 'tök' }] }],
    ['a button without a label', { presses: [{ label: ' ', token: 'a' }] }],
    ['no title', { title: '' }],
  ])('refuses a card with %s, as some platform would', async (_, card) => {
    const chat = memoryChat()
    await expect(chat.post(aPost('orders', card))).rejects.toThrow()
    expect(chat.messages).toEqual([])
  })

  it('refuses a card that does not say for whom it is', async () => {
    const { card, ...post } = aPost('orders')
    const { audience, ...rest } = card
    expect(audience).toBe('staff')
    await expect(memoryChat().post({ ...post, card: rest as Drawn })).rejects.toThrow('for whom')
  })

  it('goes wrong as ordered: nothing done, or done and not told', async () => {
    const chat = memoryChat()
    const post = aPost('orders')
    chat.fail(
      'post',
      { fault: 'later', wait: 30 },
      { fault: 'unsure', when: 'before' },
      { fault: 'no room' },
      { fault: 'broken' },
    )
    await expect(chat.post(post)).rejects.toBeInstanceOf(Later)
    await expect(chat.post(post)).rejects.toBeInstanceOf(Unsure)
    await expect(chat.post(post)).rejects.toBeInstanceOf(NoRoom)
    await expect(chat.post(post)).rejects.toThrow('refused')
    expect(chat.messages).toHaveLength(0)
    chat.fail('post', { fault: 'unsure', when: 'after' })
    await expect(chat.post(post)).rejects.toBeInstanceOf(Unsure)
    expect(await chat.find(post, new Date(0))).toBe('m1')
    expect(chat.calls.filter(({ call }) => call === 'post')).toHaveLength(5)
  })

  it('doubles what is sent twice, so that a sender who does not look is found out', async () => {
    const chat = memoryChat()
    const post = aPost('orders')
    await chat.post(post)
    await chat.post(post)
    expect(chat.messages).toHaveLength(2)
  })

  it('hangs until it is released, and then nobody knows', async () => {
    const chat = memoryChat()
    chat.fail('post', { fault: 'hang', when: 'after' })
    const sending = chat.post(aPost('orders'))
    const first = await Promise.race([
      sending.catch(() => 'ended'),
      new Promise(resolve => setTimeout(resolve, 20, 'hanging')),
    ])
    expect(first).toBe('hanging')
    expect(chat.messages).toHaveLength(1)
    chat.release()
    await expect(sending).rejects.toBeInstanceOf(Unsure)
  })
})

const MOST_LINES = 50

/** Plain text shows everything as it is: only what cannot be shown at all is taken out, and what is long is cut. */
function seen({ ref, thread, card }: MemoryMessage): SeenMessage {
  const facts = (card.facts ?? []).flatMap(({ label, value }) => [label, words(value)])
  const lines = (card.lines ?? [])
    .slice(0, MOST_LINES)
    .flatMap(line => [String(line.quantity ?? ''), line.text, words(detailOf(line))])
  const rest = card.rest && (card.lines ?? []).length > MOST_LINES ? [card.rest] : []
  const buttons = [...card.presses, ...rest].map(({ label }) => label)
  const all = [
    card.title,
    card.summary,
    ...facts,
    ...lines,
    words(card.body ?? ''),
    ...buttons,
    words(card.context ?? ''),
  ]
  const shown = all.map(text => (text.length > 4_000 ? `${text.slice(0, 3_999)}…` : text))
  return {
    ref,
    thread,
    text: UNSHOWN.reduce((text, mark) => text.replaceAll(mark, ''), shown.join('\n').toWellFormed()),
    links: [...(card.facts ?? []).map(({ value }) => value), card.context ?? '']
      .flatMap(phraseParts)
      .flatMap(part => (typeof part !== 'string' && 'to' in part ? [part.to] : [])),
    buttons,
    pictures: card.picture ? [card.picture.alt] : [],
    files: (card.files ?? []).map(({ name }) => name),
  }
}

function words(phrase: Phrase): string {
  const word = (part: PhrasePart) => (typeof part === 'string' ? part : 'at' in part ? moment(part) : part.text)
  return phraseParts(phrase).map(word).join('')
}

function moment({ at, zone }: { at: string; zone?: string }): string {
  if (zone !== 'Asia/Shanghai') return at
  return new Date(at).toLocaleString('en-GB', { timeZone: zone }).concat(' Shanghai')
}

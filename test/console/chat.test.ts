import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawMessage } from '../../src/integrations/console/draw/message.ts'
import { readPage } from '../../src/integrations/console/messages.ts'
import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { aPost, chatContract } from '../chats/contract.ts'
import { aConsole, mei, type TestedConsole } from '../stage/console/a-console.ts'
import { readMessage } from '../stage/console/reader.ts'

chatContract('the console', [], async () => {
  const { chat, db, end } = await aConsole()
  const page = (room: string, thread: number | null) => readPage(db, { room, thread })
  return {
    chat,
    channel: 'orders',
    keep: (name, bytes) => keepFile(db, { name, bytes }, new Date()),
    async closed(channel, root) {
      const message = (await page(channel, null)).messages.find(({ id }) => String(id) === root)
      return message !== undefined && String(drawMessage(message, '/')).includes('This thread is closed.')
    },
    close: end,
    async read(channel) {
      const { messages } = await page(channel, null)
      const threads = await Promise.all(messages.map(async root => [root, ...(await page(channel, root.id)).messages]))
      return threads.flat().map(message => {
        const { id, thread } = message
        const place = { ref: String(id), thread: thread === null ? null : String(thread) }
        return readMessage(String(drawMessage(message, `/as/ada/rooms/${channel}`)), place)
      })
    },
  }
})

describe('the console’s rooms', () => {
  let console: TestedConsole
  beforeAll(async () => {
    console = await aConsole()
  })
  afterAll(() => console.end())

  it('shows a message once, however often it is sent', async () => {
    const post = aPost('orders')
    const refs = await Promise.all(Array.from({ length: 8 }, () => console.chat.post(post)))
    expect(new Set(refs).size).toBe(1)
    expect((await readPage(console.db, { room: 'orders', thread: null })).messages).toHaveLength(1)
  })

  it('does not let one key stand in two rooms', async () => {
    const post = aPost('orders')
    await console.chat.post(post)
    await expect(console.chat.post({ ...post, channel: 'alerts' })).rejects.toThrow('another room')
  })

  it('has the staff rooms from the start, and makes any other only when it is asked to', async () => {
    expect(await console.chat.directory.findChannel('#orders')).toEqual({ channel: 'orders', name: 'orders' })
    for (const [named, channel] of [
      ['#Lamp Makers!', 'lamp-makers'],
      ['#лампы и свет', 'лампы-и-свет'],
      ['#../../etc', 'etc'],
    ] as const) {
      expect(await console.chat.directory.findChannel(named)).toBeNull()
      expect(await console.chat.directory.newChannel(named)).toEqual({ channel, name: channel })
      expect(await console.chat.directory.findChannel(named)).toBeNull()
      await console.chat.directory.openChannel(channel)
      expect(await console.chat.directory.findChannel(named)).toEqual({ channel, name: channel })
    }
  })

  it('finds whom one can be here and invents nobody, so that nothing is given to no one', async () => {
    expect(await console.chat.directory.findPerson('@Mei Lin')).toEqual({ user: mei.user, name: mei.name })
    for (const named of ['nobodyxyz', '@everyone', 'Meilin', ''])
      expect(await console.chat.directory.findPerson(named)).toBeNull()
  })

  it('introduces a contact who was never here by their name', async () => {
    expect(await console.chat.directory.introduce('Zoë Ó Ceallaigh')).toEqual({
      user: 'zoë-ó-ceallaigh',
      name: 'Zoë Ó Ceallaigh',
    })
  })

  it('knows who can read which room', async () => {
    expect(await console.chat.directory.isIn('ada', 'orders')).toBe(true)
    expect(await console.chat.directory.isIn('mei', 'lamps')).toBe(true)
    expect(await console.chat.directory.isIn('mei', 'orders')).toBe(false)
    expect(await console.chat.directory.isIn('nobody', 'lamps')).toBe(false)
  })

  it('completes rooms and people, and offers to open a room that is not there', async () => {
    expect(await console.chat.directory.suggest('channel', '#ord')).toEqual([
      { value: '#orders', label: '#orders' },
      { value: '#ord', label: '#ord', detail: 'opens a new room' },
    ])
    expect(await console.chat.directory.suggest('person', 'mei')).toEqual([
      { value: 'Mei Lin', label: 'Mei Lin', detail: 'Lumen Works' },
    ])
  })

  it('refuses a redraw of what is not there, and a reply to nothing', async () => {
    await expect(console.chat.edit('999999', aPost('orders'))).rejects.toThrow()
    await expect(console.chat.post(aPost('orders', {}, '999999'))).rejects.toThrow()
  })
})

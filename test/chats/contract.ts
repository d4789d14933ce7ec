import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NoRoom } from '../../src/kernel/shapes/chat.ts'
import { NASTY, UNSHOWN } from './nasty.ts'
import { picturing } from './picturing.ts'
import { aPost, type ChatUnderTest } from './under-test.ts'
import { type Losses, whatIsGone } from './what-is-gone.ts'

export { aPost, PNG, type SeenMessage } from './under-test.ts'

/** What every chat must do, whatever is behind it. */
export function chatContract(name: string, losses: Losses, make: () => Promise<ChatUnderTest>): void {
  describe(`${name} as a chat`, () => {
    let under: ChatUnderTest
    beforeAll(async () => {
      under = await make()
    })
    afterAll(() => under.close())

    const seen = async (ref: string) => (await under.read(under.channel)).filter(message => message.ref === ref)
    const start = new Date(Date.now() - 60_000)

    it('shows a posted card: title, summary, facts, lines, body, buttons and context', async () => {
      const post = aPost(under.channel, {
        tone: 'warning',
        title: 'Order 1042 needs routing',
        summary: 'Nobody supplies GL-7.',
        facts: [{ label: 'Ships to', value: 'Rīga, Latvia' }],
        lines: [{ text: 'Glass lamp', quantity: 2, detail: 'Blue · GL-7' }],
        body: 'The customer is in a hurry.',
        presses: [
          { label: 'Choose a supplier', token: 'tok.1', style: 'primary' },
          { label: 'Cancel', token: 'tok.2', style: 'danger' },
        ],
        context: ['Received by the sample shop'],
      })
      const [message] = await seen(await under.chat.post(post))
      const words = [
        'Order 1042 needs routing',
        'Nobody supplies GL-7.',
        'Ships to',
        'Rīga, Latvia',
        'Glass lamp',
        '2',
        'Blue · GL-7',
      ]
      for (const word of [...words, 'The customer is in a hurry.', 'Received by the sample shop'])
        expect(message?.text).toContain(word)
      expect(message?.buttons).toEqual(['Choose a supplier', 'Cancel'])
    })

    it('finds a message by its key, and nothing by a key that was never posted', async () => {
      const post = aPost(under.channel)
      expect(await under.chat.find(post, start)).toBeNull()
      const ref = await under.chat.post(post)
      expect(await under.chat.find(post, start)).toBe(ref)
      // Our clock may be minutes ahead of the chat’s.
      expect(await under.chat.find(post, new Date(start.getTime() + 4 * 60_000))).toBe(ref)
      expect(await under.chat.find(aPost(under.channel), start)).toBeNull()
    })

    it('shows one message when the sender looks for its key before it sends again', async () => {
      const post = aPost(under.channel)
      const ref = await under.chat.post(post)
      const again = (await under.chat.find(post, start)) ?? (await under.chat.post(post))
      expect(again).toBe(ref)
      expect(
        (await under.read(under.channel)).filter(({ text }) => text.includes(`${post.card.title} came in`)),
      ).toHaveLength(1)
    })

    it('redraws a message in place, and twice the same is the same', async () => {
      const post = aPost(under.channel, { presses: [{ label: 'Forward', token: 'tok.3' }] })
      const ref = await under.chat.post(post)
      await under.chat.post(aPost(under.channel))
      const before = (await under.read(under.channel)).map(message => message.ref)
      const changed = {
        ...post,
        card: { ...post.card, summary: 'It was forwarded.', tone: 'good' as const, presses: [] },
      }
      await under.chat.edit(ref, changed)
      await under.chat.edit(ref, changed)
      const [message] = await seen(ref)
      expect(message?.text).toContain('It was forwarded.')
      expect(message?.text).not.toContain('came in')
      expect(message?.buttons).toEqual([])
      expect((await under.read(under.channel)).map(one => one.ref)).toEqual(before)
      expect(await under.chat.find(post, start)).toBe(ref)
    })

    it('keeps messages in the order they were sent, and replies under their root', async () => {
      const root = await under.chat.post(aPost(under.channel))
      const first = await under.chat.post(aPost(under.channel, {}, root))
      const other = await under.chat.post(aPost(under.channel))
      const second = await under.chat.post(aPost(under.channel, {}, root))
      const messages = await under.read(under.channel)
      expect(messages.filter(({ thread }) => thread === root).map(({ ref }) => ref)).toEqual([first, second])
      const roots = messages.filter(({ thread }) => thread === null).map(({ ref }) => ref)
      expect(roots.slice(-2)).toEqual([root, other])
    })

    it('closes a thread so that one sees it, whatever Waybill still says there, and opens it again', async () => {
      const post = aPost(under.channel)
      const root = await under.chat.post(post)
      await under.chat.post(aPost(under.channel, {}, root))
      const closed = () => under.closed(under.channel, root)
      const set = async (to: boolean) => {
        await under.chat.edit(root, { ...post, closed: to })
        await (to ? under.chat.threads?.close(root, under.channel) : under.chat.threads?.open(root, under.channel))
      }
      expect(await closed()).toBe(false)
      await set(true)
      await set(true)
      expect(await closed()).toBe(true)
      const late = { ...aPost(under.channel, { summary: 'The parcel came after all.' }, root), closed: true }
      const ref = await under.chat.post(late)
      await under.chat.threads?.close(root, under.channel)
      await under.chat.edit(ref, { ...late, card: { ...late.card, context: 'By the carrier' } })
      await under.chat.threads?.close(root, under.channel)
      expect((await seen(ref))[0]?.text).toContain('By the carrier')
      expect(await closed()).toBe(true)
      await set(false)
      await set(false)
      expect(await closed()).toBe(false)
    })

    it('closes the thread of a message to which nobody ever answered', async () => {
      const post = { ...aPost(under.channel), closed: true }
      const root = await under.chat.post(post)
      await under.chat.threads?.close(root, under.channel)
      await under.chat.threads?.open(root, under.channel)
      await under.chat.edit(root, { ...post, closed: false })
      expect(await under.closed(under.channel, root)).toBe(false)
    })

    whatIsGone(() => under, losses)

    picturing(() => under)

    it.each(NASTY)('shows %j as text, with nothing to follow and nobody called', async text => {
      const everywhere = {
        title: text,
        summary: text,
        facts: [{ label: text, value: [text, ' and ', { at: '2026-11-22T10:00:00Z' }] }],
        lines: [{ text, quantity: 1, detail: text }],
        body: text,
        presses: [{ label: text, token: 'tok.4' }],
        context: text,
      }
      const [message] = await seen(await under.chat.post(aPost(under.channel, everywhere)))
      const flat = (words = '') => words.replaceAll(/\s+/g, ' ')
      expect(flat(message?.text).split(flat(text)).length - 1).toBeGreaterThanOrEqual(8)
      expect(message?.links).toEqual([])
    })

    it.each(NASTY)('shows somebody’s words %j as they wrote them, and nobody called by them', async text => {
      const words = { isMessage: true as const, title: text, summary: 'Mei wrote', body: text, context: text }
      const ref = await under.chat.post(aPost(under.channel, words))
      const flat = (said = '') => said.replaceAll(/\s+/g, ' ')
      expect(flat((await seen(ref))[0]?.text).split(flat(text)).length - 1).toBeGreaterThanOrEqual(3)
      expect((await seen(ref))[0]?.links).toEqual([])
    })

    it('shows a whole piece of a long message, whatever it is written with', async () => {
      const body = '*_~`|[<@# >\n'.repeat(150)
      const words = {
        isMessage: true as const,
        title: 'Mei · Lumen',
        summary: 'Mei wrote',
        context: 'Lumen reads this.',
      }
      const ref = await under.chat.post(aPost(under.channel, { ...words, body }))
      expect((await seen(ref))[0]?.text.replaceAll(/\s/g, '')).toContain(body.replaceAll(/\s/g, ''))
      const [message] = await seen(ref)
      for (const word of ['Mei · Lumen', 'Lumen reads this.']) expect(message?.text).toContain(word)
    })

    it('takes text that no database or terminal likes: NUL, half a character, escapes, other directions', async () => {
      const text = 'Li\0la \uD83D \u001B[31mred\u001B[0m \u202Eback'
      const [message] = await seen(await under.chat.post(aPost(under.channel, { title: text, summary: text })))
      expect(message?.text).toContain('la')
      for (const mark of UNSHOWN) expect(message?.text).not.toContain(mark)
    })

    it('cuts over-long text with a mark and refuses none of it', async () => {
      const long = (words: string) => words.repeat(5_000)
      const line = { text: long('lamp '), quantity: 1, detail: long('blue ') }
      const post = aPost(under.channel, {
        title: long('title '),
        summary: long('summary '),
        facts: Array.from({ length: 25 }, () => ({ label: long('label '), value: long('value ') })),
        lines: Array.from({ length: 60 }, () => line),
        body: long('body 👩‍👩‍👧‍👦 '),
        presses: [{ label: long('press '), token: 'tok.5' }],
        context: long('context '),
      })
      const [message] = await seen(await under.chat.post(post))
      for (const word of ['title', 'summary']) expect(message?.text).toContain(word)
      expect(message?.text).toContain('…')
      expect(message?.text.isWellFormed()).toBe(true)
    })

    it('offers all of a card where it shows only some of it, and nowhere else', async () => {
      const lines = Array.from({ length: 60 }, (_, at) => ({
        text: `Glass lamp ${at}, hand-blown, blue, on a brass foot`,
        quantity: 1,
      }))
      const rest = { label: 'All lines', token: 'tok.6' }
      const presses = [{ label: 'Acknowledge', token: 'tok.7' }]
      const buttons = async (some: number) => {
        const post = aPost(under.channel, { lines: lines.slice(0, some), presses, rest })
        return (await seen(await under.chat.post(post)))[0]?.buttons
      }
      expect(await buttons(60)).toEqual(['Acknowledge', 'All lines'])
      expect(await buttons(3)).toEqual(['Acknowledge'])
    })

    it('leads where our links lead, and reads them by their names', async () => {
      const link = { text: '1Z999 (UPS) [x]', to: 'https://carrier.example/track?n=1Z999&from=a(b)c' }
      const facts = [{ label: 'Parcels', value: ['UPS ', link, ', not delivered'] }]
      const context = ['In ', { text: 'Lamps', to: 'https://lamps.example/admin/orders/7' }]
      const [message] = await seen(await under.chat.post(aPost(under.channel, { facts, context })))
      expect(message?.text).toContain('UPS 1Z999 (UPS) [x], not delivered')
      expect(message?.links.map(at => decodeURIComponent(at))).toEqual([
        link.to,
        'https://lamps.example/admin/orders/7',
      ])
    })

    it('names a moment’s zone where one is given, and draws any moment at all', async () => {
      const ship = { at: '2026-11-24T09:00:00Z', zone: 'Asia/Shanghai' }
      const odd = [{ at: 'no moment' }, { at: '2026-11-24T09:00:00Z', zone: 'Nowhere/Land' }, { at: '2026-11-24' }]
      const facts = [ship, ...odd].map(value => ({ label: 'Ship by', value }))
      const [message] = await seen(await under.chat.post(aPost(under.channel, { facts })))
      expect(message?.text).toContain('17:00')
      expect(message?.text).toContain('Shanghai')
    })

    it('says that there is no such room, so that the lane is parked and nothing is lost', async () => {
      await expect(under.chat.post(aPost('no-such-channel-anywhere'))).rejects.toBeInstanceOf(NoRoom)
    })

    it('says before a channel is a room who reads it and whether it takes our posts', async () => {
      const { looks, chat } = under
      if (!looks) return expect(chat.directory.look).toBeUndefined()
      const look = (channel: string) => chat.directory.look?.(channel)
      expect(await look(under.channel)).toEqual({ isPublic: false, lacks: null })
      expect(await look(looks.open)).toEqual({ isPublic: true, lacks: null })
      expect(await look(looks.closed)).toMatchObject({ isPublic: false, lacks: expect.stringMatching(/\S/) })
      await expect(chat.post(aPost(looks.closed))).rejects.toBeInstanceOf(NoRoom)
    })

    it('knows no channel and no person without a name', async () => {
      expect(await under.chat.directory.findChannel(' # ')).toBeNull()
      expect(await under.chat.directory.findPerson(' @ ')).toBeNull()
      expect(await under.chat.directory.isIn('nobody-of-that-name', under.channel)).toBe(false)
    })
  })
}

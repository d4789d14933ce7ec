import { describe, expect, it } from 'vitest'
import type { Drawn, Post } from '../../src/kernel/shapes/chat.ts'
import { aPost, type ChatUnderTest, PNG } from './under-test.ts'

/** What every chat must do with pictures and files. */
export function picturing(opened: () => ChatUnderTest): void {
  describe('with pictures and files', () => {
    const seen = async (ref: string) => (await opened().read(opened().channel)).filter(message => message.ref === ref)
    const picture = async (alt: string, name = 'lateness.png') => ({ file: await opened().keep(name, PNG), alt })
    const file = async (name: string, words: string) => ({ file: await opened().keep(name, Buffer.from(words)), name })
    const posted = async (post: Post) => {
      const ref = await opened().chat.post(post)
      await opened().chat.files?.share?.(ref, post)
      return ref
    }
    const edited = async (ref: string, post: Post, card: Partial<Drawn>) => {
      const next = { ...post, card: { ...post.card, ...card } }
      await opened().chat.edit(ref, next)
      await opened().chat.files?.share?.(ref, next)
      return next
    }

    it('shows a picture, and says what it shows to whoever cannot see it', async () => {
      const post = aPost(opened().channel, { picture: await picture('Lumen was late 3 times, Casa once.') })
      const [message] = await seen(await posted(post))
      expect(message?.pictures).toEqual(['Lumen was late 3 times, Casa once.'])
    })

    it('keeps a picture through a redraw, changes it, and takes it away', async () => {
      const post = aPost(opened().channel, { picture: await picture('Monday') })
      const ref = await posted(post)
      const summary = 'It is another summary.'
      const shown = async () => (await seen(ref))[0]
      await edited(ref, post, { summary })
      expect(await shown()).toMatchObject({ pictures: ['Monday'], text: expect.stringContaining(summary) })
      await edited(ref, post, { picture: await picture('Tuesday', 'tuesday.png') })
      expect((await shown())?.pictures).toEqual(['Tuesday'])
      const { picture: _, ...bare } = post.card
      await opened().chat.edit(ref, { ...post, card: bare })
      expect((await shown())?.pictures).toEqual([])
    })

    it('shows files by their names, once, however often they are sent', async () => {
      const files = [await file('photo of lamp.txt', 'a lamp'), await file('Rechnung März.txt', 'an invoice')]
      const post = aPost(opened().channel, { files })
      const ref = await posted(post)
      await edited(ref, post, { summary: 'It was redrawn.' })
      const [message] = await seen(ref)
      const named = [/^photo.of.lamp.*txt$/, /^Rechnung.M.*rz.*txt$/]
      expect(message?.files).toEqual(named.map(name => expect.stringMatching(name)))
    })

    it('adds a file to those that are there', async () => {
      const files = [await file('one.txt', 'one')]
      const post = aPost(opened().channel, { files })
      const ref = await posted(post)
      await edited(ref, post, { files: [...files, await file('two.txt', 'two')] })
      expect((await seen(ref))[0]?.files).toHaveLength(2)
    })

    it('tells what a picture shows where the picture is lost', async () => {
      const gone = { file: crypto.randomUUID(), alt: 'Nobody was late.' }
      const [message] = await seen(await posted(aPost(opened().channel, { picture: gone })))
      expect(`${message?.text} ${message?.pictures}`).toContain('Nobody was late.')
    })
  })
}

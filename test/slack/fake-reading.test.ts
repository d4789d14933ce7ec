import { describe, expect, test } from 'vitest'
import { type Reader, readMarkdown, readMrkdwn } from './fake/reading.ts'

const reader: Reader = { tz: 'America/New_York', userName: id => (id === 'U1' ? 'anna' : ''), channelName: () => 'ops' }
const read = (text: string) => readMrkdwn(text, reader, { autolink: true, styles: true })

describe('what a reader sees', () => {
  test.each([
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['Hi <@U1>, see <#C1|x> and <https://a.example/?x=1&amp;y=2|here>', 'Hi @anna, see #ops and here'],
    ['<!here> <!subteam^S1|@team>', '@here @team'],
    ['Due <!date^1770000000^{date_short} at {time}|soon>', 'Due Feb 1, 2026 at 9:40 PM'],
    ['*bold* _it_ ~no~ `a *b*`', 'bold it no a *b*'],
    ['2*3*4 snake_case_name ~5', '2*3*4 snake_case_name ~5'],
    ['&gt; said', 'said'],
    ['done :white_check_mark: :nosuch:', 'done ✅ :nosuch:'],
  ])('%s', (source, shown) => {
    expect(read(source).text).toBe(shown)
  })

  test('whatever is more than text is listed', () => {
    expect(read('<@U1> <!channel> <https://a.example|x> https://b.example/path. *b*')).toEqual({
      text: '@anna @channel x https://b.example/path. b',
      mentions: [
        { kind: 'user', id: 'U1' },
        { kind: 'everybody', id: 'channel' },
      ],
      links: [
        { url: 'https://a.example', label: 'x' },
        { url: 'https://b.example/path', label: 'https://b.example/path' },
      ],
      styled: [{ style: 'bold', text: 'b' }],
    })
    expect(read('&lt;!channel&gt; &lt;@U1&gt; &lt;https://a')).toMatchObject({
      mentions: [],
      text: '<!channel> <@U1> <https://a',
    })
    expect(readMarkdown('**b** [x](https://a.example)', reader)).toMatchObject({ text: 'b x', links: [{ label: 'x' }] })
  })
})

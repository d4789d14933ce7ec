import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Importer, Report } from '../../src/kernel/shapes/importer.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { aConsole, PLAIN, type TestedConsole } from '../stage/console/a-console.ts'
import { words } from '../stage/console/reader.ts'

const REFUSED = [
  { row: 7, order: '1047', why: 'The SKU is <empty>.' },
  { row: 9, order: '=HYPERLINK("https://evil.example")', why: 'She said "no"\nand left.' },
]

describe('the import of a file', () => {
  let console: TestedConsole
  let ran: { file: string; store: string; encoding: string | undefined; actor: unknown }[] = []
  let finish = Promise.withResolvers<Report>()
  const importer: Importer = {
    encodings: [
      { value: 'gb18030', label: 'Chinese' },
      { value: 'big5', label: 'Taiwanese' },
    ],
    async preview({ bytes, encoding }) {
      if (encoding === 'nonsense') throw new Refusal('I don’t read “nonsense”.')
      if (new TextDecoder().decode(bytes).startsWith('PK')) throw new Refusal('That is a spreadsheet, not a CSV file.')
      const guess = { encoding: 'gb18030', title: 'Chinese', assumed: true, example: '北京 <b>' }
      const chosen = { ...PLAIN, encoding: encoding ?? '', title: 'Taiwanese', example: '台北' }
      return {
        written: encoding ? chosen : guess,
        orders: 1_200,
        lines: 3_400,
        totals: ['EUR 5,120.00'],
        sample: ['1042: 2 × <Lantern>'],
        refused: REFUSED,
        form: { title: 'Shopify’s order export', lacks: [] },
        differs: [],
      }
    },
    async run({ bytes, store, encoding }, actor, progress) {
      ran.push({ file: new TextDecoder().decode(bytes), store, encoding, actor })
      progress({ done: 300, of: 1_200 })
      return finish.promise
    },
  }
  beforeAll(async () => {
    console = await aConsole({ importer, stores: async () => ['Nordlicht'] })
  })
  afterAll(() => console.end())

  const headers = () => ({ Origin: console.address, 'HX-Request': 'true' })
  async function upload(content: string | Uint8Array<ArrayBuffer>, store = 'Nordlicht') {
    const body = new FormData()
    body.append('file', new File([content], 'orders.csv'))
    body.append('store', store)
    const answer = await fetch(`${console.address}/as/ada/import`, { method: 'POST', body, headers: headers() })
    const text = await answer.text()
    return { status: answer.status, text, here: /hx-post="([^"]*\/import\/[^"/]+)"/.exec(text)?.[1] ?? '' }
  }

  it('shows first what would come in and what would not, and takes nothing in', async () => {
    const { text } = await upload('a,b')
    for (const word of [
      '1200',
      '3400',
      'EUR 5,120.00',
      '1042: 2 × <Lantern>',
      'The SKU is <empty>.',
      'Import 1,200 orders',
    ]) {
      expect(words(text)).toContain(word)
    }
    expect(ran).toEqual([])
  })

  it('says in a sentence what is wrong with a file, or with none', async () => {
    expect(words((await upload('PK..')).text)).toContain('That is a spreadsheet, not a CSV file.')
    expect(words((await upload('')).text)).toContain('Choose a file first.')
    expect(words((await upload('a,b', '  ')).text)).toContain('Say which store')
  })

  it('shows how the letters were read, lets that be chosen, and takes the file in as chosen', async () => {
    const { text, here } = await upload('the,file')
    expect(words(text)).toContain(
      'The file doesn’t say how its letters are written. I read them as Chinese: “北京 <b>”.',
    )
    const choose = async (encoding: string) => {
      const body = new URLSearchParams({ encoding })
      return words(
        await (await fetch(`${console.address}${here}/encoding`, { method: 'POST', body, headers: headers() })).text(),
      )
    }
    expect(await choose('nonsense')).toContain('I don’t read “nonsense”.')
    expect(await choose('big5')).toContain('Read as Taiwanese: “台北”.')
    ran = []
    await fetch(console.address + here, { method: 'POST', headers: headers() })
    expect(ran.map(one => one.encoding)).toEqual(['big5'])
    finish.resolve({ received: 0, updated: 0, unchanged: 0, refused: [] })
    finish = Promise.withResolvers()
    ran = []
  })

  it('refuses a file larger than 20 MB with a sentence', async () => {
    const { status, text } = await upload(new Uint8Array(21 * 1_024 * 1_024))
    expect(status).toBe(413)
    expect(text).toContain('larger than 20 MB')
  })

  it('runs once however often it is confirmed, tells how far it is, and reports every refused row', async () => {
    const { here } = await upload('the,file')
    const confirm = () => fetch(console.address + here, { method: 'POST', headers: headers() })
    const page = await (await confirm()).text()
    await confirm()
    expect(words(page)).toContain('300 of 1,200 orders')
    expect(ran).toEqual([
      {
        file: 'the,file',
        store: 'Nordlicht',
        encoding: undefined,
        actor: { side: 'staff', chat: 'console', user: 'ada', name: 'Ada', roomId: null },
      },
    ])
    finish.resolve({ received: 1_190, updated: 3, unchanged: 7, refused: REFUSED })
    await finish.promise
    const report = words(await (await console.get(here, headers())).text())
    for (const word of ['1190', 'Already here', 'The SKU is <empty>.']) expect(report).toContain(word)
  })

  it('gives the refused rows as a file that no spreadsheet runs', async () => {
    const { here } = await upload('a,b')
    const answer = await console.get(`${here}/refused.csv`)
    expect(answer.headers.get('Content-Disposition')).toContain('attachment')
    const text = await answer.text()
    expect(text).toBe(
      'row,order,why\r\n7,"1047","The SKU is <empty>."\r\n9,"\'=HYPERLINK(""https://evil.example"")","She said ""no""\nand left."\r\n',
    )
  })

  it('shows nobody another’s file', async () => {
    const { here } = await upload('a,b')
    console.admit(
      { user: 'ada', name: 'Ada', title: 'staff', staff: true, channels: 'all' },
      { user: 'eve', name: 'Eve', title: 'staff', staff: true, channels: 'all' },
    )
    const theirs = here.replace('/as/ada/', '/as/eve/')
    expect((await console.get(theirs)).headers.get('Location')).toBe('/as/eve/import')
    expect((await console.send(theirs, {})).status).toBe(404)
    expect((await console.get(`${theirs}/refused.csv`)).status).toBe(404)
  })

  it('says when it broke that what came in is in, and records the bug', async () => {
    ran = []
    finish = Promise.withResolvers()
    const { here } = await upload('a,b')
    await console.send(here, {})
    finish.reject(new Error('disk full'))
    await finish.promise.catch(() => {})
    expect(words(await (await console.get(here, headers())).text())).toContain('can safely be sent again')
    expect(console.mistakes).toHaveLength(1)
  })
})

import { describe, expect, test } from 'vitest'
import { csvImporter } from '../../src/integrations/csv/importer.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'
import { exportOf, first } from './exports.ts'

/** As a spreadsheet of that country saves text: the reverse of `TextDecoder`. */
function written(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const bytes = new Map<string, readonly number[]>()
  for (let lead = 0x80; lead <= 0xff; lead++) {
    bytes.set(decoder.decode(Uint8Array.of(lead)), [lead])
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && !bytes.has(character)) bytes.set(character, [lead, trail])
    }
  }
  return Uint8Array.from([...text].flatMap(one => (one < '\x80' ? [one.charCodeAt(0)] : (bytes.get(one) ?? [0x3f]))))
}

const heard: IncomingOrder[] = []
const importer = csvImporter({
  ask: async (_name, input) => {
    const { orders } = input as { orders: readonly IncomingOrder[] }
    heard.push(...orders)
    return { text: '', each: orders.map(() => ({ text: '', outcome: 'received' })) }
  },
})
const plain = { Notes: '', 'Shipping Street': '', 'Shipping Address2': '' }
const file = (city: string, item: string, name: string, street: string) =>
  Buffer.from(
    exportOf([
      first({
        ...plain,
        'Shipping City': city,
        'Lineitem name': item,
        'Shipping Name': name,
        'Shipping Address1': street,
      }),
    ]),
  ).toString()
const from = (bytes: Uint8Array, encoding?: string) => ({ bytes, store: 'Northlight', encoding })
const staff = { side: 'staff', chat: 'console', user: 'ada', name: 'Ada', roomId: null } as const

describe('a file saved by a spreadsheet reaches the label in its own letters', () => {
  test.each([
    ['gb18030', '深圳市', '台灯 - 白色', '张伟', '广东省福田区华强北路'],
    ['big5', '台北', '檯燈 - 白色', '陳大文', '信義區忠孝東路'],
    ['shift_jis', '渋谷区', 'ランプ ホワイト', '山田太郎', '東京都神南1丁目'],
    ['euc-kr', '서울', '램프 흰색', '김민준', '강남구 테헤란로'],
    ['windows-1251', 'Москва', 'Лампа белая', 'Иван Петров', 'ул. Ленина 5'],
    ['koi8-r', 'Москва', 'Лампа белая', 'Иван Петров', 'ул. Ленина 5'],
    ['windows-1250', 'Łódź', 'Lampa biała', 'Zofia Żółć', 'ul. Święta 5'],
    ['windows-1252', 'Görlitz', 'Café-Lampe weiß', 'Zoë Müller', 'Große Straße 7'],
    ['windows-1253', 'Αθήνα', 'Λάμπα', 'Γιώργος Παππάς', 'Οδός Ερμού 5'],
    ['windows-1254', 'İzmir', 'Işık', 'Şükrü Yılmaz', 'Çankaya 5'],
  ])('%s', async (encoding, city, item, name, street) => {
    const bytes = written(file(city, item, name, street), encoding)
    const preview = await importer.preview(from(bytes))
    expect(preview.written).toMatchObject({ encoding, assumed: true, example: item })
    heard.length = 0
    await importer.run(from(bytes), staff, () => {})
    expect(heard[0]?.shipTo).toMatchObject({ city, name, street })
  })
})

test('what could be either of two is refused, and read as chosen', async () => {
  const bytes = written(file('Seoul', '李', 'Kim', 'Main Street'), 'gb18030')
  await expect(importer.preview(from(bytes))).rejects.toThrow(
    /^I can’t tell how the letters of this file are written, either .+ or .+\. Choose its encoding, or save it as “CSV UTF-8”\.$/,
  )
  expect((await importer.preview(from(bytes, 'gb18030'))).written).toEqual({
    encoding: 'gb18030',
    title: 'Chinese, simplified (GB18030)',
    assumed: false,
    example: '李',
  })
  await expect(importer.preview(from(bytes, 'latin-99'))).rejects.toThrow(/^I don’t read “latin-99”\. Write utf-8, /)
})

test('bytes that make sense in no encoding are refused rather than imported as mojibake', async () => {
  const noise = Uint8Array.from({ length: 400 }, (_, at) => 128 + ((at * 7_919) % 127))
  const bytes = Buffer.concat([Buffer.from(file('Bonn', 'Lamp', 'Kim', 'Main Street')), noise])
  await expect(importer.preview(from(bytes))).rejects.toThrow('I can’t tell how the letters of this file are written.')
})

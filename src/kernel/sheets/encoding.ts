import { Refusal } from '../words/refusal.ts'
import { list } from '../words/text.ts'

/** How a file may be written, by the names of the WHATWG encoding standard, which `TextDecoder` reads; with what people call it. */
export const ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big-endian',
  gb18030: 'Chinese, simplified (GB18030)',
  big5: 'Chinese, traditional (Big5)',
  shift_jis: 'Japanese (Shift-JIS)',
  'euc-jp': 'Japanese (EUC-JP)',
  'euc-kr': 'Korean (EUC-KR)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1252': 'Western European (Windows-1252)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1254': 'Turkish (Windows-1254)',
  'windows-1255': 'Hebrew (Windows-1255)',
  'windows-1256': 'Arabic (Windows-1256)',
} as const
export type Encoding = keyof typeof ENCODINGS

/** An encoding that somebody chose. @throws Refusal with those there are. */
export function readEncoding(named: string): Encoding {
  const name = named.trim().toLowerCase()
  const found = (Object.keys(ENCODINGS) as Encoding[]).find(one => one === (ALIASES[name] ?? name))
  if (!found) throw new Refusal(`I don’t read “${named}”. Write ${list(Object.keys(ENCODINGS), 'or')}.`)
  return found
}
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  utf16: 'utf-16le',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
}

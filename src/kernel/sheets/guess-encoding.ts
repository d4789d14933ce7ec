import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import { Refusal } from '../words/refusal.ts'
import { ENCODINGS, type Encoding } from './encoding.ts'
import { likelihood, SCRIPTS } from './likelihood.ts'

/** `proven`: the bytes show it; else it is the likeliest, and people see the result and may choose another. */
export type Guess = { encoding: Encoding; proven: boolean }

/**
 * How a file is written: by its byte order mark, its zero bytes, or because all of it is UTF-8; else the likeliest of
 * the
 * encodings that spreadsheets save in, judged by what it makes of the bytes.
 * @throws Refusal rather than guessing where two of them make equally good sense.
 */
export function guessEncoding(bytes: Uint8Array): Guess {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', proven: true }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', proven: true }
  const wide = zeroBytes(bytes.subarray(0, 4_096))
  if (wide) return { encoding: wide, proven: true }
  if (isUtf8(bytes)) return { encoding: 'utf-8', proven: true }
  const sample = linesBeyondAscii(bytes)
  const library = new Map(analyse(sample).map(({ name, confidence }) => [name.toLowerCase(), confidence]))
  const ranked = SCRIPTS.flatMap(script => {
    const text = decoded(sample, script.encoding)
    const said = library.get(script.encoding) ?? library.get(ALSO[script.encoding] ?? '') ?? 0
    return text === null ? [] : [{ ...script, text, likely: likelihood(script, text) + said * WEIGHT }]
  }).toSorted((one, other) => other.likely - one.likely)
  // Of most western files several encodings make the same words: then it is the commonest of them.
  const same = ranked.filter(({ text }) => text === ranked[0]?.text)
  const best = same.find(({ encoding }) => encoding === 'windows-1252') ?? same[0]
  const rival = ranked.find(({ text }) => text !== best?.text)
  if (!best || best.likely < LEAST * beyondAscii(best.text)) throw unknown([])
  if (rival && (ranked[0]?.likely ?? 0) - rival.likely < CLEARLY) throw unknown([best.encoding, rival.encoding])
  return { encoding: best.encoding, proven: false }
}

/** Logarithms: a hundred per cent of the library's confidence counts as a factor of five. */
const WEIGHT = Math.log(5) / 100
/** A guess must be so many times likelier than the next. */
const CLEARLY = Math.log(5)
/** What is less likely by character than this is rubbish in every encoding. */
const LEAST = -11
/** The library goes by the ISO sets, of which Windows’ are the larger. */
const ALSO: Readonly<Record<string, string>> = {
  'windows-1252': 'iso-8859-1',
  'windows-1250': 'iso-8859-2',
  'windows-1253': 'iso-8859-7',
  'windows-1254': 'iso-8859-9',
  'windows-1255': 'iso-8859-8',
}

function unknown(between: readonly Encoding[]): Refusal {
  const [one, two] = between.map(name => ENCODINGS[name])
  const could = one && two ? `, either ${one} or ${two}` : ''
  return new Refusal(
    `I can’t tell how the letters of this file are written${could}. Choose its encoding, or save it as “CSV UTF-8”.`,
  )
}

function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const beyondAscii = (text: string) => [...text].filter(one => one > '\x7f').length

/** UTF-16 without a mark: a file of orders is mostly ASCII, of which every other byte is zero. */
function zeroBytes(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > bytes.length * 0.2 && even < odd / 10) return 'utf-16le'
  return even > bytes.length * 0.2 && odd < even / 10 ? 'utf-16be' : null
}

const MOST = 64 * 1_024

/** The lines that have a byte beyond ASCII, up to a size: the rest says nothing. */
function linesBeyondAscii(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = []
  let length = 0
  for (let from = 0; from < bytes.length && length < MOST; ) {
    const end = bytes.indexOf(0x0a, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end + 1)
    if (line.some(byte => byte > 0x7f)) {
      lines.push(line)
      length += line.length
    }
    from += line.length
  }
  return Buffer.concat(lines)
}

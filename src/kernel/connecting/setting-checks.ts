import { isIP } from 'node:net'
import { z } from 'zod'

/** A setting left empty, as .env files and compose do, is one that is not set. */
export const unlessEmpty = <Check extends z.ZodType>(check: Check) =>
  z.preprocess(value => (typeof value === 'string' && value.trim() === '' ? undefined : value), check)

/** What another system handed out goes into headers as it is, and nobody means the quotation marks around it. */
const KEY = /^(?!(["']).*\1$)[!-~]+$/
const AS_GIVEN = 'as you were given it: without spaces, and without quotation marks around it'
const SIGNING = /^whsec_(?=.{32})(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}(?:==)?|[A-Za-z\d+/]{3}=?)?$/

export const textSetting = unlessEmpty(z.string().trim().optional())
export const textOr = (usual: string) => unlessEmpty(z.string().trim().default(usual))
export const matching = (pattern: RegExp, error: string) =>
  unlessEmpty(z.string().trim().regex(pattern, error).optional())
export const keySetting = matching(KEY, `must be ${AS_GIVEN}`)
export const beginning = (start: string) =>
  unlessEmpty(
    z.string().trim().startsWith(start, `must begin with ${start}`).regex(KEY, `must be ${AS_GIVEN}`).optional(),
  )
/** Several of them, separated by commas. */
export const keysSetting = unlessEmpty(
  z
    .string()
    .refine(
      written => written.split(',').every(one => KEY.test(one.trim())),
      `must be ${AS_GIVEN}, or several with commas between`,
    )
    .optional(),
)
export const atLeast = (characters: number) =>
  unlessEmpty(z.string().min(characters, `must have at least ${characters} characters`).optional())
/** The secret end of an address of ours. */
export const secretPath = matching(
  /^[\w.~-]{24,}$/,
  'must be at least 24 letters and digits; `openssl rand -hex 24` makes one',
)
/** As Standard Webhooks has it. */
export const signingSecret = matching(SIGNING, 'must be whsec_ and at least 24 bytes in base64')
/** @param hostname of what hosts are taken: a socket of this machine has none */
export const address = (example: string, protocol = /^https?$/, hostname = /./) => {
  const error = `must be an address such as ${example}`
  const encoded = `${error}, with %25 for each % in a password`
  return unlessEmpty(z.url({ protocol, hostname, error }).refine(isReadable, encoded).optional())
}
export const hostSetting = (example: string) =>
  unlessEmpty(
    z
      .string()
      .trim()
      .refine(isHost, `must be only a host, such as ${example}: without http:// before it or a port after it`)
      .optional(),
  )
export const onOrOff = { error: 'must be on or off' }
export const isOn = unlessEmpty(z.enum(['on', 'off'], onOrOff).default('off'))
export const mayBeOn = unlessEmpty(z.enum(['on', 'off'], onOrOff).optional())

/** Whether the parts of an address can be taken out of it again. */
function isReadable(written: string): boolean {
  const url = URL.parse(written)
  try {
    return url !== null && [url.username, url.password, url.pathname].map(decodeURIComponent).length > 0
  } catch {
    return false
  }
}

const isHost = (written: string) =>
  isIP(written.replaceAll(/^\[|\]$/g, '')) > 0 || /^[\w-]+(\.[\w-]+)*\.?$/.test(written)

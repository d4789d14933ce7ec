import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import pLimit from 'p-limit'
import { Refusal } from '../kernel/words/refusal.ts'

/** About 60 ms and 32 MB a hash. */
const COST = { N: 2 ** 15, r: 8, p: 1 }
const BYTES = 32
const LEAST = 10
const MOST = 200
/** Hashes made at once: the rest wait, so that guessing takes no more of the machine. */
const turn = pLimit(2)
/** What is compared with where there is no password, so that this takes as long. */
const NOBODY = `${Buffer.alloc(16).toString('base64url')}.${Buffer.alloc(BYTES).toString('base64url')}`

/**
 * Salt and hash of a password, to be kept.
 * @throws Refusal on `password` when it is too short or too long
 */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < LEAST) throw new Refusal(`Choose a password of at least ${LEAST} characters.`, 'password')
  if (password.length > MOST) throw new Refusal(`Choose a password of at most ${MOST} characters.`, 'password')
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}.${(await derive(password, salt)).toString('base64url')}`
}

/** Whether it is the password that was kept, in a time that tells nothing; never where none was. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [salt = '', hash = ''] = (kept ?? NOBODY).split('.')
  const derived = await derive(password.slice(0, MOST), Buffer.from(salt, 'base64url'))
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url')) && kept !== null
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const options: ScryptOptions = { ...COST, maxmem: 64 * 1_024 * 1_024 }
  return turn(
    () =>
      new Promise<Buffer>((resolve, reject) =>
        scrypt(password.normalize('NFKC'), salt, BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        ),
      ),
  )
}

import { createHash } from 'node:crypto'
import { type Ask, askedFor } from '../../kernel/asking/command.ts'
import type { ReadResources } from '../../kernel/connecting/read-resources.ts'
import type { KeyHolder } from '../../kernel/shapes/api-key.ts'
import { Refusal } from '../../kernel/words/refusal.ts'

/** What a request says of itself. */
export type Heading = {
  /** `Idempotency-Key`. */
  key: string | undefined
  /** What is asked: the same under the same key is done once. */
  asked: string
  /** The versions of `If-Match`; null where any will do. */
  versions: readonly string[] | null
}

/** Of what an act is, where that has a version; and which of several acts of one request it is. */
type More = { about?: string; part?: string }

/** Asks for a command on behalf of who came with the key. @throws Refusal, also where something is asked back */
export type ApiAct = (
  command: string,
  input: Readonly<Record<string, unknown>>,
  more?: More,
) => Promise<{ text: string }>

type Parts = { ask: Ask; resources: ReadResources; holder: KeyHolder; heading: Heading }

/** What a request's acts are asked with: each once under its key, and only on the version that its sender read. */
export function actor({ ask, resources, holder, heading }: Parts): ApiAct {
  const { key, asked, versions } = heading
  const hash = createHash('sha256').update(asked).digest('base64url')
  return async (command, input, { about, part = '' } = {}) => {
    const delivery = key ? { source: `api ${holder.key}`, key: `${key}${part}`, hash } : undefined
    const first =
      versions && about
        ? (db: Parameters<ReadResources['mustBeVersion']>[0]) =>
            resources.mustBeVersion(db, holder.actor, about, versions)
        : undefined
    const outcome = await ask(command, input, holder.actor, delivery, first)
    const field = askedFor(outcome)
    if (field) throw new Refusal(`${outcome.text} Nothing is recorded yet: send it again with “${field}”.`, field)
    return { text: outcome.text }
  }
}

/** `If-Match: "a", "b"`; null for none, and for any. */
export function versionsIn(header: string | undefined): readonly string[] | null {
  if (!header || header.trim() === '*') return null
  return header.split(',').map(one => one.trim().replace(/^(?:W\/)?"?|"$/g, ''))
}

import { GraphQLError, type GraphQLResolveInfo, getDirectiveValues } from 'graphql'
import { schema } from './schema.ts'

/** Money goes back only under a key of the caller's: since 2026-04, at run time; the schema does not say it. */
const KEYED = new Set(['refundCreate'])

/** What was done under which key. */
export class Idempotency {
  readonly #kept = new Map<string, { asked: string; answered: unknown }>()

  /** Does it once for each key; the directive anywhere else is let through, and protects nothing. */
  once(info: GraphQLResolveInfo, args: unknown, act: () => unknown): unknown {
    const node = info.fieldNodes[0]
    const directive = schema.getDirective('idempotent')
    if (!KEYED.has(info.fieldName) || !node || !directive) return act()
    const key = getDirectiveValues(directive, node, info.variableValues)?.key
    if (!key)
      throw wrong('The @idempotent directive is required for this mutation but was not provided.', 'BAD_REQUEST')
    const asked = JSON.stringify(args)
    const before = this.#kept.get(String(key))
    if (before && before.asked !== asked)
      throw wrong('The same idempotency key was used with other parameters.', 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH')
    const answered = before?.answered ?? act()
    this.#kept.set(String(key), { asked, answered })
    return answered
  }
}

const wrong = (message: string, code: string) => new GraphQLError(message, { extensions: { code } })

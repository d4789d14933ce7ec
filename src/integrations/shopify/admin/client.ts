import { setTimeout } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Log } from '../../../kernel/ground/log.ts'
import { Later } from '../../../kernel/shapes/chat.ts'
import { Declined, type UserError } from './declined.ts'
import type { Document } from './document.ts'
import { originOf, shopDomain } from './domain.ts'
import { dataOf } from './outcome.ts'
import { post } from './post.ts'
import { type Access, keepTokens } from './tokens.ts'
import { otherVersion, VERSION } from './version.ts'

/** The longest that a call waits in its place, ms; then it is put off. */
const PATIENCE = 20_000
/** By how much of its wait a call comes back later, at most, so that two processes don't come back together. */
const JITTER = 0.2

export type ShopAccess = {
  domain: string
  access: Access
  /** A store of our own on this machine; else Shopify. */
  base?: string | null
}

export type Admin = {
  readonly domain: string
  /**
   * Reads.
   * @throws Later, Unsure, or Refusal when people must set something right.
   */
  ask<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables): Promise<Answer>
  /**
   * Changes something, and answers what its mutation answers. Never repeated here: after `Unsure`, look first.
   * @throws Declined when Shopify understood and did nothing; else as `ask`.
   */
  change<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables): Promise<Answer>
  /** What people should know about the version that Shopify answers with; null while it is ours. */
  versionTrouble(): string | null
}

/**
 * One store's Admin API. Calls leave one after another, so that they don't starve each other: when Shopify asks to wait, all
 * wait, and the one that was asked keeps its place.
 * @throws Refusal when the domain isn't one of Shopify's.
 */
export function openAdmin(store: ShopAccess, log?: Log, now: () => number = Date.now): Admin {
  const domain = shopDomain(store.domain)
  const origin = originOf(domain, store.base ?? null)
  const tokens = keepTokens(store.access, origin, domain, now)
  const queue = pLimit(1)
  let trouble: string | null = null

  async function send(body: string): Promise<unknown> {
    const token = await tokens.current()
    let reply = await call(token, body)
    const other = reply.status === 401 ? await tokens.after(token) : null
    if (other) reply = await call(other, body)
    if (reply.version) noteVersion(otherVersion(reply.version))
    return dataOf(reply, domain)
  }

  function call(token: string, body: string) {
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-shopify-access-token': token }
    return post(`${origin}/admin/api/${VERSION}/graphql.json`, body, headers)
  }

  function noteVersion(found: string | null): void {
    if (found && found !== trouble) log?.warn({ store: domain }, found)
    trouble = found
  }

  async function inItsPlace(body: string): Promise<unknown> {
    for (let waited = 0; ; ) {
      try {
        return await send(body)
      } catch (error) {
        if (!(error instanceof Later) || waited + error.wait > PATIENCE) throw error
        const wait = error.wait * (1 + Math.random() * JITTER)
        waited += wait
        await setTimeout(wait)
      }
    }
  }

  const run = (query: string, variables: unknown) => queue(() => inItsPlace(JSON.stringify({ query, variables })))

  return {
    domain,
    async ask<Answer, Variables>({ text }: Document<Answer, Variables>, variables: Variables) {
      return (await run(text, variables)) as Answer
    },
    async change<Answer, Variables>({ text }: Document<Answer, Variables>, variables: Variables) {
      const [answered] = Object.values((await run(text, variables)) as Record<string, unknown>)
      const errors = errorsOf(answered)
      if (errors.length > 0) throw new Declined(errors)
      return answered as Answer
    },
    versionTrouble: () => trouble,
  }
}

/** `userErrors`, or as a newer mutation calls them. */
function errorsOf(answered: unknown): readonly UserError[] {
  const all = Object.entries(answered ?? {}).filter(([name]) => /userErrors$/i.test(name))
  return all.flatMap(([, errors]) => errors as UserError[])
}

import {
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import { forDirectMessage } from '../../../kernel/hearing/for-direct-message.ts'
import { FROM_MESSAGE, fromMessage, type TrackingIn } from '../../../kernel/hearing/from-message.ts'
import type { Inbox } from '../../../kernel/hearing/inbox.ts'
import { retry } from '../../../kernel/hearing/retry.ts'
import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import type { Act } from '../../../kernel/shapes/payload.ts'
import { attempt, CODE, codeOf } from '../client.ts'
import { type CommandTable, menuLabel } from '../commands.ts'
import { drawAnswer } from '../draw/answer.ts'
import { drawModal } from '../draw/form.ts'
import { drawn } from '../post.ts'
import { tellDirectly } from '../tell-author.ts'
import { within } from '../within.ts'
import { completing } from './autocomplete.ts'
import { type Done, readDone, readSpeaker } from './read.ts'

export type InteractionReceiver = {
  /** Everything that people do on Discord arrives here, from the gateway. Never throws. */
  receive(interaction: APIInteraction): Promise<void>
  /** Resolves when an interaction heard here has been acknowledged; at once for any other. */
  acknowledged(id: string): Promise<void>
  /** Resolves when nothing heard here waits to be acknowledged. */
  idle(): Promise<void>
}

type Parts = {
  rest: REST
  desk: Desk
  inbox: () => Inbox
  table: CommandTable
  /** The one server that is served; people in others read that. */
  serves: (guild: string) => Promise<boolean>
  trackingIn: TrackingIn
  log: Log
}

/** Discord waits three seconds for the first answer, and no form can be opened after another one. ms. */
const BUDGET = 2_200
/** How long the first answer is tried, ms: after that Discord knows the interaction no more. */
const PATIENCE = 2_500

const SLOW: Answer = { kind: 'refused', text: 'That took too long. Press again.' }
const LOST: Answer = { kind: 'refused', text: 'That did not reach us, and nothing was done. Please try again.' }
const ELSEWHERE: Answer = { kind: 'refused', text: 'Waybill works in the channels of its own server.' }
const OLDER: Answer = { kind: 'refused', text: 'That is from an older version of Waybill. Use the newest card.' }

/**
 * Keeps what people do, acknowledges it, and leaves the work to the inbox; opens forms at once, for they cannot wait.
 */
export function receiveInteractions(parts: Parts): InteractionReceiver {
  const { desk, inbox, log, table } = parts
  const complete = completing(desk)
  const acks = new Map<string, Promise<void>>()

  const hear = async (interaction: APIInteraction): Promise<void> => {
    const { id } = interaction
    // The same delivery twice in one process: the first is being acknowledged.
    if (acks.has(id)) return
    const work = take(interaction)
      .catch(async error => {
        log.error({ err: error }, 'an interaction was not kept')
        await say(interaction, LOST)
      })
      .catch(error => told(log, error))
      .finally(() => acks.delete(id))
    acks.set(id, work)
    await work
  }

  async function take(interaction: APIInteraction): Promise<void> {
    const speaker = readSpeaker(interaction)
    const done = readDone(interaction, table)
    if (done.kind === 'typing') {
      const choices = speaker ? await complete(speaker, done) : []
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult
      return void (await answer(interaction, { type, data: { choices } }))
    }
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return
    if (!speaker || !(await parts.serves(interaction.guild_id ?? ''))) return say(interaction, ELSEWHERE)
    if (done.kind === 'unknown') return say(interaction, OLDER)
    if (done.kind === 'menu') return show(interaction, () => menu(speaker, done))
    if (done.kind === 'form') return show(interaction, () => desk.opens(speaker, done.command, done.known))
    const { act } = done
    if (act.kind === 'pressed' && (await desk.opensForm(act.token)))
      return show(interaction, () => desk.pressed(speaker, act.token, { source: 'inbox', key: keyOf(interaction) }))
    await keep(interaction, speaker, act)
  }

  /** Kept first, acknowledged then: what was acknowledged is never lost. */
  async function keep(interaction: APIInteraction, speaker: Speaker, act: Act): Promise<void> {
    const { application_id: application, id, token } = interaction
    const reply = { application, interaction: id, token }
    if (!(await inbox().receive(keyOf(interaction), { speaker, act, reply }))) return
    await answer(interaction, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    })
  }

  function menu(speaker: Speaker, chosen: Done & { kind: 'menu' }): Promise<Answer> {
    const claim = FROM_MESSAGE.find(one => menuLabel(one) === chosen.name)
    if (claim) {
      const { known, asks, prefilledFiles } = fromMessage(chosen)
      return desk.opens(speaker, claim.command, known, asks, prefilledFiles)
    }
    const { command, known, asks, prefilledFiles } = parts.trackingIn(chosen)
    return desk.opens(speaker, command, known, asks, prefilledFiles)
  }

  /** A form as the first answer; any other result is said. */
  async function show(interaction: APIInteraction, ask: () => Promise<Answer>): Promise<void> {
    const came = await within(BUDGET, ask(), SLOW)
    if (came.kind !== 'form') return say(interaction, came)
    const opened = await answer(interaction, { type: InteractionResponseType.Modal, data: drawModal(came.form) })
    if (!opened) await sayDirectly(interaction, came)
  }

  async function say(interaction: APIInteraction, what: Answer): Promise<void> {
    const message = drawn(...drawAnswer(what))
    const data = { ...message, flags: message.flags | MessageFlags.Ephemeral }
    if (!(await answer(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data })))
      await sayDirectly(interaction, what)
  }

  /** The person has read only that it failed. */
  async function sayDirectly({ member }: APIInteraction, what: Answer): Promise<void> {
    if (member) await tellDirectly(parts.rest, member.user.id, forDirectMessage(what))
  }

  /** Whether Discord has the first answer. What it has already, by a try whose end we did not see, it refuses. */
  async function answer({ id, token }: APIInteraction, body: unknown): Promise<boolean> {
    const call = () => attempt(() => parts.rest.post(Routes.interactionCallback(id, token), { body, auth: false }))
    try {
      await retry(call, PATIENCE)
      return true
    } catch (error) {
      told(log, error)
      return codeOf(error) === CODE.answeredAlready
    }
  }

  return {
    receive: hear,
    acknowledged: async id => acks.get(id),
    async idle() {
      while (acks.size > 0) await Promise.all(acks.values())
    },
  }
}

/** Too late, or answered by another process: the deed is kept all the same. */
function told(log: Log, error: unknown): void {
  const code = codeOf(error)
  const expected = code === CODE.unknownInteraction || code === CODE.answeredAlready
  if (expected) log.info({ code }, 'an interaction could not be acknowledged')
  else log.warn({ err: error }, 'an interaction could not be acknowledged')
}

function keyOf({ id }: APIInteraction): string {
  return `discord ${id}`
}
